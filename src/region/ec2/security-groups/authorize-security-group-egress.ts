import { defineAction } from '../../kernel/action';
import { ApiError, missingParameter } from '../../kernel/errors';
import { authorize } from './authorize';
import { findGroup } from './security-groups';

/** Documented as "Not supported. Use IP permissions instead." (API, AuthorizeSecurityGroupEgress). */
const unsupported = ['SourceSecurityGroupName', 'SourceSecurityGroupOwnerId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp'] as const;

/** AuthorizeSecurityGroupEgress (API; reference: network.md §3). @throws ApiError MissingParameter, UnsupportedOperation, those of `authorize` */
export const authorizeSecurityGroupEgress = defineAction({
  name: 'ec2:AuthorizeSecurityGroupEgress',
  access: 'write',
  inputs: {
    TagSpecifications: 'honoured',
    DryRun: 'honoured',
    GroupId: 'honoured',
    SourceSecurityGroupName: 'honoured',
    SourceSecurityGroupOwnerId: 'honoured',
    IpProtocol: 'honoured',
    FromPort: 'honoured',
    ToPort: 'honoured',
    CidrIp: 'honoured',
    IpPermissions: 'honoured',
  },
  handle(context, input) {
    if (!input.GroupId) throw missingParameter('groupId');
    const group = findGroup(context, input.GroupId);
    for (const name of unsupported) {
      if (input[name] === undefined) continue;
      throw new ApiError('UnsupportedOperation', `The parameter ${name} is not supported. Use IP permissions instead.`);
    }
    if (!input.IpPermissions || input.IpPermissions.length === 0) throw missingParameter('ipPermissions');
    return authorize(context, group, true, input.IpPermissions, input.TagSpecifications);
  },
});
