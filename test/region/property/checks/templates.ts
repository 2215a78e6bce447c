import assert from 'node:assert/strict';
import type { Watcher } from '../world';

/** Numbers of versions only go up and are never used again; the default and the latest are there; what a version holds never changes. */
export function versionsOnlyGrow(): Watcher {
  const highest = new Map<string, number>();
  return (before, after, _commit, { tally }) => {
    for (const view of after.regions) {
      const old = before.regions.find(({ region }) => region === view.region);
      if (old === view) continue;
      for (const [key, version] of view.versions) {
        const template = version.LaunchTemplateId!;
        const was = old?.versions.get(key);
        if (was) {
          assert.deepEqual(version.LaunchTemplateData, was.LaunchTemplateData, `what ${key} holds`);
          continue;
        }
        assert.equal(version.VersionNumber, (highest.get(template) ?? 0) + 1, `the number of a new version of ${template}`);
        highest.set(template, version.VersionNumber!);
        tally.check('versions');
      }
      for (const [id, { DefaultVersionNumber, LatestVersionNumber }] of view.all['launch-templates']) {
        const numbers = [...view.versions.values()]
          .filter(({ LaunchTemplateId }) => LaunchTemplateId === id)
          .map(({ VersionNumber }) => VersionNumber!);
        assert.ok(numbers.includes(DefaultVersionNumber!), `the default version of ${id} is there`);
        assert.equal(LatestVersionNumber, Math.max(...numbers), `the latest version of ${id}`);
        const marked = [...view.versions.values()].filter((version) => version.LaunchTemplateId === id && version.DefaultVersion);
        assert.deepEqual(
          marked.map(({ VersionNumber }) => VersionNumber),
          [DefaultVersionNumber],
          `the version of ${id} that is marked`,
        );
      }
    }
  };
}

/** An instance has one profile at most, the one that its association names; a profile keeps its role until it is removed. */
export function profilesOfInstances(): Watcher {
  return (before, after, { outcome }) => {
    for (const view of after.regions) {
      if (before.regions.includes(view)) continue;
      const old = before.regions.find(({ region }) => region === view.region);
      const { all, instances } = view;
      const present = [...all['iam-instance-profile-associations'].values()].filter(({ State }) => State !== 'disassociating');
      for (const [id, { IamInstanceProfile }] of instances) {
        const own = present.filter(({ InstanceId }) => InstanceId === id);
        assert.ok(own.length <= 1, `${id} has ${own.length} profiles`);
        assert.deepEqual(IamInstanceProfile?.Arn, own[0]?.IamInstanceProfile?.Arn, `the profile of ${id}`);
      }
      for (const [name, { Roles = [] }] of all['instance-profiles']) {
        assert.ok(Roles.length <= 1, `${name} has ${Roles.length} roles`);
        const had = old?.all['instance-profiles'].get(name)?.Roles?.[0]?.RoleName;
        if (had && outcome?.request.action !== 'iam:RemoveRoleFromInstanceProfile')
          assert.equal(Roles[0]?.RoleName, had, `${name} keeps its role`);
        for (const { RoleName } of Roles) assert.ok(all.roles.has(RoleName!), `${name} has the role ${RoleName}, which is not there`);
      }
    }
  };
}
