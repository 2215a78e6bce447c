import { tagsOf } from '../../aws/tags';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { message, verbatim } from '../../kernel/message';
import { type LaunchTemplateRow, launchTemplateTable, launchTemplateVersionTable } from './launch-templates';
import type { RequestLaunchTemplateData } from '@aws-sdk/client-ec2';

function face(context: Context, row: LaunchTemplateRow): Face {
  const version = context.get(launchTemplateVersionTable, `${row.id}/${row.defaultVersion}`);
  const data = (version?.data ?? {}) as RequestLaunchTemplateData;
  return {
    label: row.name,
    description: [message('default version {0}', row.defaultVersion)],
    icon: 'notebook-template',
    flags: ['available'],
    tooltip: [
      { caption: message('Launch template ID'), value: verbatim(row.id) },
      { caption: message('Name'), value: verbatim(tagsOf(context, row.id).Name ?? row.name) },
      { caption: message('Default version'), value: verbatim(String(row.defaultVersion)) },
      { caption: message('Latest version'), value: verbatim(String(row.latestVersion)) },
      ...(data.ImageId === undefined ? [] : [{ caption: message('AMI ID'), value: verbatim(data.ImageId) }]),
      ...(data.InstanceType === undefined ? [] : [{ caption: message('Instance type'), value: verbatim(data.InstanceType) }]),
    ],
  };
}

/** Launch templates in trees, menus and the palette. */
export const launchTemplatesKind = defineKind<LaunchTemplateRow>({
  name: 'launch-templates',
  title: ['Launch Templates', '시작 템플릿'],
  place: { view: 'instances' },
  resourceType: 'launch-template',
  source: launchTemplateTable,
  face,
  menu: [
    {
      id: 'launch',
      title: 'Launch Instance from Template',
      titleKo: '템플릿에서 인스턴스 시작',
      icon: 'rocket',
      action: 'ec2:RunInstances',
      idsInput: 'LaunchTemplate',
      each: true,
      asks: 'cloudSandbox.launchFromTemplate',
      needs: ['available'],
      group: '2_active@1',
      inline: true,
    },
    {
      id: 'delete',
      title: 'Delete Launch Template',
      titleKo: '시작 템플릿 삭제',
      icon: 'trash',
      action: 'ec2:DeleteLaunchTemplate',
      idsInput: 'LaunchTemplateId',
      each: true,
      needs: ['available'],
      group: '3_destructive@1',
      confirm: {
        question: message('Delete the launch template {0} and all its versions? Instances launched from it stay.'),
        button: message('Delete'),
      },
      key: 'delete',
    },
  ],
});
