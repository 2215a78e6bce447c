import * as vscode from 'vscode';
import type { ResourceNode } from '../../shared/worker';
import type { Session } from '../session';
import { pickStep, resourceOptions } from '../wizard/form';
import type { Step } from '../wizard/wizard';

/** Where an instance must be for something to be attached to it: filters of DescribeInstances with one value each. */
interface Surroundings {
  readonly 'availability-zone': string;
  readonly 'vpc-id'?: string;
}

/** Step: an instance that something can be attached to, running or stopped, there where the thing is. */
export function instanceStep(session: Session, there: Surroundings, region: string, draft: { target?: ResourceNode }): Step {
  return pickStep<ResourceNode>(
    'instance',
    vscode.l10n.t('Choose an instance in {0}', there['availability-zone']),
    async () => {
      const where = Object.entries(there).map(([Name, value]: [string, string]) => ({ Name, Values: [value] }));
      const filters = [...where, { Name: 'instance-state-name', Values: ['running', 'stopped'] }];
      const { Reservations = [] } = await session.execute('ec2:DescribeInstances', { Filters: filters }, region);
      const ids = new Set(Reservations.flatMap(({ Instances = [] }) => Instances.map(({ InstanceId = '' }) => InstanceId)));
      return resourceOptions(session, 'instances', (node) => ids.has(node.id));
    },
    (value) => (draft.target = value),
    (value) => value.id === draft.target?.id,
  );
}
