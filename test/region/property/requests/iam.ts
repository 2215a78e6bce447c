import { anId, choice, type Choice, idsWhere, imagesOf, type Scene, someName, someTags } from './scene';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

const policy = ({ dice }: Scene): string =>
  dice.weighted([
    [9, trust],
    [1, 'no json'],
    [1, '{"Statement":[{"Effect":"Maybe"}]}'],
  ]);

const roles = ({ here }: Scene): string[] => [...here.all.roles.keys()];
const profiles = ({ here }: Scene): string[] => [...here.all['instance-profiles'].keys()];
const filled = ({ here }: Scene): string[] => idsWhere(here.all['instance-profiles'], ({ Roles = [] }) => Roles.length > 0);
const empty = ({ here }: Scene): string[] => idsWhere(here.all['instance-profiles'], ({ Roles = [] }) => Roles.length === 0);
const unused = (scene: Scene): string[] => {
  const used = new Set(
    [...scene.here.all['instance-profiles'].values()].flatMap(({ Roles = [] }) => Roles.map(({ RoleName }) => RoleName)),
  );
  return roles(scene).filter((name) => !used.has(name));
};

/** One of the names, mostly; now and then a hostile or unknown one. */
const name = ({ dice }: Scene, known: readonly string[]): string =>
  known.length > 0 && dice.chance(0.93) ? dice.pick(known) : someName(dice);
const aRole = (scene: Scene): { RoleName: string } => ({ RoleName: name(scene, roles(scene)) });
const aProfile = (scene: Scene): { InstanceProfileName: string } => ({ InstanceProfileName: name(scene, profiles(scene)) });
const keys = ({ dice }: Scene): object => ({ TagKeys: dice.some(['Name', 'Stage', 'stage', 'Cost', 'owner', '7'], 3) });
const hasRoles = (scene: Scene): boolean => roles(scene).length > 0;
const hasProfiles = (scene: Scene): boolean => profiles(scene).length > 0;

const associations = ({ here }: Scene): string[] =>
  idsWhere(here.all['iam-instance-profile-associations'], ({ State }) => State === 'associated' || State === 'associating');
const withoutProfile = ({ here }: Scene): string[] =>
  idsWhere(
    here.instances,
    ({ State, IamInstanceProfile }) => !IamInstanceProfile && ['pending', 'running', 'stopped', 'stopping'].includes(State?.Name ?? ''),
  );
const aSpecification = (scene: Scene): object => ({
  IamInstanceProfile: { Name: name(scene, scene.dice.chance(0.9) ? filled(scene) : profiles(scene)) },
});

function launchWithProfile(scene: Scene): object {
  return { ImageId: imagesOf(scene.region).linux, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, ...aSpecification(scene) };
}

/** Roles, instance profiles and their association with instances. */
export const iamRequests: readonly Choice[] = [
  choice(
    'iam:CreateRole',
    (scene) => ({
      RoleName: someName(scene.dice),
      AssumeRolePolicyDocument: policy(scene),
      ...(scene.dice.chance(0.3) && { Path: scene.dice.pick(['/team/', '/a/b/', 'no']), Tags: someTags(scene.dice) }),
      ...(scene.dice.chance(0.2) && { MaxSessionDuration: scene.dice.pick([3_600, 7_200, 60]) }),
    }),
    (scene) => roles(scene).length < 8,
    5,
  ),
  choice(
    'iam:UpdateRole',
    (scene) => ({ ...aRole(scene), Description: someName(scene.dice), ...(scene.dice.chance(0.3) && { MaxSessionDuration: 7_200 }) }),
    hasRoles,
    2,
  ),
  choice('iam:UpdateAssumeRolePolicy', (scene) => ({ ...aRole(scene), PolicyDocument: policy(scene) }), hasRoles, 2),
  choice('iam:TagRole', (scene) => ({ ...aRole(scene), Tags: someTags(scene.dice) }), hasRoles, 2),
  choice('iam:UntagRole', (scene) => ({ ...aRole(scene), ...keys(scene) }), hasRoles, 2),
  choice(
    'iam:DeleteRole',
    (scene) => ({ RoleName: name(scene, scene.dice.chance(0.7) ? unused(scene) : roles(scene)) }),
    (scene) => unused(scene).length > 0,
    4,
  ),
  choice(
    'iam:CreateInstanceProfile',
    (scene) => ({ InstanceProfileName: someName(scene.dice), ...(scene.dice.chance(0.2) && { Tags: someTags(scene.dice) }) }),
    (scene) => profiles(scene).length < 8,
    5,
  ),
  choice('iam:TagInstanceProfile', (scene) => ({ ...aProfile(scene), Tags: someTags(scene.dice) }), hasProfiles, 2),
  choice('iam:UntagInstanceProfile', (scene) => ({ ...aProfile(scene), ...keys(scene) }), hasProfiles, 2),
  choice(
    'iam:AddRoleToInstanceProfile',
    (scene) => ({ InstanceProfileName: name(scene, scene.dice.chance(0.9) ? empty(scene) : profiles(scene)), ...aRole(scene) }),
    (scene) => empty(scene).length > 0 && hasRoles(scene),
    8,
  ),
  choice(
    'iam:RemoveRoleFromInstanceProfile',
    (scene) => {
      const InstanceProfileName = name(scene, filled(scene));
      const role = scene.here.all['instance-profiles'].get(InstanceProfileName)?.Roles?.[0]?.RoleName;
      return { InstanceProfileName, RoleName: role && scene.dice.chance(0.93) ? role : someName(scene.dice) };
    },
    (scene) => filled(scene).length > 0,
    4,
  ),
  choice(
    'iam:DeleteInstanceProfile',
    (scene) => ({ InstanceProfileName: name(scene, scene.dice.chance(0.8) ? empty(scene) : profiles(scene)) }),
    (scene) => empty(scene).length > 0,
    3,
  ),
  choice(
    'ec2:AssociateIamInstanceProfile',
    (scene) => ({ InstanceId: anId(scene.dice, withoutProfile(scene), 'i'), ...aSpecification(scene) }),
    (scene) => filled(scene).length > 0 && withoutProfile(scene).length > 0,
    14.4,
  ),
  choice(
    'ec2:ReplaceIamInstanceProfileAssociation',
    (scene) => ({ AssociationId: anId(scene.dice, associations(scene), 'iip-assoc'), ...aSpecification(scene) }),
    (scene) => associations(scene).length > 0,
    12,
  ),
  choice(
    'ec2:DisassociateIamInstanceProfile',
    (scene) => ({ AssociationId: anId(scene.dice, associations(scene), 'iip-assoc') }),
    (scene) => associations(scene).length > 0,
    7,
  ),
  choice('ec2:RunInstances', launchWithProfile, (scene) => filled(scene).length > 0 && scene.here.instances.size < 14, 3),
];
