import { anId, choice, type Choice, idsWhere, imagesOf, type Scene, someName, someTags, someTagSpecifications } from './scene';

/** What a template holds: mostly something that can be launched. */
function data(scene: Scene): object {
  const { dice, here, region } = scene;
  return {
    ...(dice.chance(0.85) && { ImageId: dice.chance(0.95) ? imagesOf(region).linux : 'ami-0123456789abcdef0' }),
    InstanceType: dice.pick(['t3.micro', 't3.nano', 'm5.large']),
    ...(dice.chance(0.2) && { Monitoring: { Enabled: true } }),
    ...(dice.chance(0.2) && { UserData: dice.pick(['IyEvYmluL3No', 'IyEvYmluL3No', 'not base64!']) }),
    ...(dice.chance(0.3) && here.groups.size > 0 && { SecurityGroupIds: [anId(dice, here.groups.keys(), 'sg')] }),
    ...(dice.chance(0.3) && { TagSpecifications: [{ ResourceType: 'instance', Tags: someTags(dice) }] }),
  };
}

const templates = ({ here }: Scene): ReadonlyMap<string, { LaunchTemplateName?: string }> => here.all['launch-templates'];
const has = (scene: Scene): boolean => templates(scene).size > 0;

function named(scene: Scene): { LaunchTemplateId?: string; LaunchTemplateName?: string } {
  const { dice } = scene;
  const id = anId(dice, templates(scene).keys(), 'lt');
  const name = templates(scene).get(id)?.LaunchTemplateName;
  return name !== undefined && dice.chance(0.25) ? { LaunchTemplateName: name } : { LaunchTemplateId: id };
}

function idOf(scene: Scene, { LaunchTemplateId, LaunchTemplateName }: ReturnType<typeof named>): string | undefined {
  return LaunchTemplateId ?? idsWhere(templates(scene), (template) => template.LaunchTemplateName === LaunchTemplateName)[0];
}

function versionsOf(scene: Scene, id: string | undefined): string[] {
  return [...scene.here.versions.values()]
    .filter(({ LaunchTemplateId }) => LaunchTemplateId === id)
    .map(({ VersionNumber }) => String(VersionNumber));
}

function someVersion(scene: Scene, id: string | undefined): string {
  const known = versionsOf(scene, id);
  return known.length > 0 && scene.dice.chance(0.93) ? scene.dice.pick(known) : scene.dice.pick(['99', 'x', '$Latest', '']);
}

function createVersion(scene: Scene): object {
  const { dice } = scene;
  const name = named(scene);
  return {
    ...name,
    LaunchTemplateData: data(scene),
    ...(dice.chance(0.3) && { SourceVersion: someVersion(scene, idOf(scene, name)) }),
    ...(dice.chance(0.3) && { VersionDescription: someName(dice).slice(0, 255) }),
    ...(dice.chance(0.15) && { ClientToken: dice.pick(['ltv-1', 'ltv-2']) }),
  };
}

const several = (scene: Scene): string[] => idsWhere(templates(scene), (_template, id) => versionsOf(scene, id).length > 1);

function deleteVersions(scene: Scene): object {
  const { dice } = scene;
  const LaunchTemplateId = anId(dice, dice.chance(0.95) ? several(scene) : templates(scene).keys(), 'lt');
  return { LaunchTemplateId, Versions: Array.from({ length: dice.between(1, 2) }, () => someVersion(scene, LaunchTemplateId)) };
}

function launchFrom(scene: Scene): object {
  const { dice, here } = scene;
  const whole = idsWhere(templates(scene), (_template, id) =>
    [...here.versions.values()].some((version) => version.LaunchTemplateId === id),
  );
  const LaunchTemplateId = anId(dice, whole, 'lt');
  return {
    MinCount: 1,
    MaxCount: dice.between(1, 2),
    LaunchTemplate: {
      LaunchTemplateId,
      ...(dice.chance(0.5) && { Version: dice.chance(0.5) ? '$Latest' : someVersion(scene, LaunchTemplateId) }),
    },
    ...(dice.chance(0.4) && { InstanceType: 't3.micro' }),
  };
}

/** Launch templates and their versions, and launches from them. */
export const templateRequests: readonly Choice[] = [
  choice(
    'ec2:CreateLaunchTemplate',
    (scene) => ({
      LaunchTemplateName: someName(scene.dice),
      LaunchTemplateData: data(scene),
      ...(scene.dice.chance(0.2) && { VersionDescription: 'first' }),
      ...(scene.dice.chance(0.1) && { ClientToken: 'lt-1' }),
      ...someTagSpecifications(scene.dice, 'launch-template'),
    }),
    ({ here }) => here.all['launch-templates'].size < 8,
    6,
  ),
  choice('ec2:CreateLaunchTemplateVersion', createVersion, has, 6),
  choice(
    'ec2:ModifyLaunchTemplate',
    (scene) => {
      const name = named(scene);
      return { ...name, DefaultVersion: someVersion(scene, idOf(scene, name)) };
    },
    has,
    4,
  ),
  choice('ec2:DeleteLaunchTemplateVersions', deleteVersions, (scene) => several(scene).length > 0, 6),
  choice('ec2:DeleteLaunchTemplate', named, has, 3),
  choice('ec2:RunInstances', launchFrom, (scene) => has(scene) && scene.here.instances.size < 14, 3),
];
