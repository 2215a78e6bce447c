// Written by scripts/manifest.mjs from src/region/definition.ts; do not edit.
import type { KindMenu } from '../shared/kind-menu';

export const kindMenus: readonly KindMenu[] = [
  {
    name: 'instances',
    stateful: true,
    menu: [
      { id: 'start', action: 'ec2:StartInstances', idsInput: 'InstanceIds', needs: ['stopped'] },
      { id: 'stop', action: 'ec2:StopInstances', idsInput: 'InstanceIds', needs: ['running'] },
      { id: 'reboot', action: 'ec2:RebootInstances', idsInput: 'InstanceIds', needs: ['running'] },
      {
        id: 'terminate',
        action: 'ec2:TerminateInstances',
        idsInput: 'InstanceIds',
        needs: ['pending', 'running', 'stopping', 'stopped'],
        confirm: {
          question: { text: 'Terminate {0}? The instance and the volumes that go with it are deleted; this cannot be undone.' },
          button: { text: 'Terminate' },
        },
      },
    ],
  },
  {
    name: 'images',
    stateful: false,
    menu: [
      {
        id: 'launch',
        action: 'ec2:RunInstances',
        idsInput: 'ImageId',
        each: true,
        asks: 'cloudSandbox.quickLaunch',
        needs: ['launchable'],
      },
    ],
  },
  {
    name: 'key-pairs',
    stateful: false,
    menu: [
      {
        id: 'delete',
        action: 'ec2:DeleteKeyPair',
        idsInput: 'KeyPairId',
        each: true,
        needs: ['available'],
        confirm: {
          question: { text: 'Delete the key pair {0}? Instances launched with it keep its public key.' },
          button: { text: 'Delete' },
        },
      },
    ],
  },
  {
    name: 'security-groups',
    stateful: false,
    menu: [
      {
        id: 'delete',
        action: 'ec2:DeleteSecurityGroup',
        idsInput: 'GroupId',
        each: true,
        needs: ['deletable'],
        confirm: { question: { text: 'Delete {0}? This cannot be undone.' }, button: { text: 'Delete' } },
      },
    ],
  },
];
