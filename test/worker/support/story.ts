import type { ActionName } from '../../../src/region/aws/action-names';
import type { InputOf } from '../../../src/region/aws/actions';
import { accountDefinition } from '../../../src/region/definition';
import { hashFraction } from '../../../src/region/kernel/hash';
import type { Sandbox } from '../../../src/region/kernel/sandbox';
import { counterTable } from '../../../src/region/kernel/tables';
import type { Ports } from '../../../src/region/ports';
import { makeAccount } from '../../../src/worker/new-account';

/** When the account of the story begins: 2026-01-15 09:00 UTC. */
export const beginning = Date.UTC(2026, 0, 15, 9);

/** Where it plays. */
const region = 'ap-northeast-2';

/** One step of the story: an action, or time that passes. */
export type Step = { readonly action: ActionName; readonly input: object } | { readonly seconds: number };

/** The account before the first step. */
export function storyAccount(ports: Ports): Sandbox {
  return makeAccount({
    definition: accountDefinition,
    ports,
    defaultRegion: region,
    seed: 'story',
    now: beginning,
    settings: { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: {} },
  });
}

/** The step of a number; all steps succeed, and each writing action is one entry of the activity log. */
export function stepOf(number: number): Step {
  const draw = (label: string): number => hashFraction(`story ${number} ${label}`);
  if (number % 4 === 3) return { seconds: Math.floor(draw('seconds') * 400) };
  if (number % 4 === 0) return { action: 'ec2:CreateSecurityGroup', input: { GroupName: `group ${number}`, Description: 'x'.repeat(200) } };
  const count = 1 + Math.floor(draw('count') * 5);
  const input: InputOf<'ec2:RunInstances'> = {
    ImageId: imageId,
    InstanceType: draw('type') < 0.5 ? 't3.micro' : 'm5.large',
    MinCount: count,
    MaxCount: count,
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: `step ${number}` }] }],
  };
  return { action: 'ec2:RunInstances', input };
}

/** Does a step; all of its rows are one commit unless it is time that passes. */
export function take(sandbox: Sandbox, step: Step): void {
  if ('seconds' in step) sandbox.advance(sandbox.now + step.seconds * 1000);
  else sandbox.execute({ action: step.action, region, input: step.input as never, caller: null });
}

/** How many writing actions the account has seen. */
export function actionsDone(sandbox: Sandbox): number {
  return sandbox.store.in(counterTable, '').get('activity')?.row.value ?? 0;
}

/** The image that machines of the story start from. */
let imageId = '';

/** Looks up the image, unless it is known; to be called once before the first step. Answers with its id. */
export function prepareStory(ports: Ports, known?: string): string {
  if (known !== undefined) return (imageId = known);
  const sandbox = storyAccount(ports);
  const { Images } = sandbox.execute({ action: 'ec2:DescribeImages', region, input: { Owners: ['amazon'] }, caller: null });
  imageId = Images!.find(({ Architecture, Platform }) => Architecture === 'x86_64' && Platform === undefined)!.ImageId!;
  sandbox.close();
  return imageId;
}
