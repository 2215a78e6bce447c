// Writes docs/coverage.md: every action with its inputs honoured, accepted or refused, and the actions that AWS has besides. With --check it only tells whether the page is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { at } from './lib/paths.mjs';

const page = at('docs/coverage.md');

const bundled = await build({
  stdin: {
    contents:
      "export { accountDefinition } from './src/region/definition'; export { serviceDescriptors } from './src/endpoint/generated/index';",
    resolveDir: at('.'),
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const source = Buffer.from(bundled.outputFiles[0].contents).toString('base64');
const { accountDefinition, serviceDescriptors } = await import(`data:text/javascript;base64,${source}`);

/** One row (`Material` is what the worker hands in, not an input of AWS's): the action, how many inputs are honoured, and the names of the others. */
function row({ name, inputs, acceptedMembers = {} }) {
  const named = (coverage) => Object.keys(inputs).filter((input) => input !== 'Material' && inputs[input] === coverage);
  const list = (inputs) => (inputs.length === 0 ? '–' : inputs.map((input) => `\`${input}\``).join(', '));
  const all = Object.keys(inputs).filter((input) => input !== 'Material').length;
  const honoured = named('honoured').length;
  const members = Object.entries(acceptedMembers).flatMap(([input, names]) => names.map((member) => `${input}.${member}`));
  return {
    all,
    honoured,
    accepted: named('accepted').length,
    refused: named('refused').length,
    name: name.split(':')[1],
    text: `| \`${name.split(':')[1]}\` | ${honoured} of ${all} | ${list([...named('accepted'), ...members])} | ${list(named('refused'))} |`,
  };
}

const services = new Map();
for (const action of accountDefinition.actions) {
  const [service] = action.name.split(':');
  services.set(service, [...(services.get(service) ?? []), action]);
}

const titles = {
  ec2: 'Amazon EC2',
  iam: 'AWS IAM',
  ssm: 'AWS Systems Manager',
  sts: 'AWS STS',
  sandbox: "The sandbox's own service",
};

/** Why fewer than 80 % of an action's inputs are honoured. */
const reasons = {
  AttachNetworkInterface: "ENA Express and queues shape an interface's traffic, which is not simulated.",
  CreateDhcpOptions: "The options are a record that guests would read; guests' networks are not simulated.",
  CreatePlacementGroup: 'Both refused inputs are reserved by AWS.',
  CreateRole: 'Nothing evaluates permissions or assumes roles; a role is a record that an instance profile names.',
  ModifyInstanceMaintenanceOptions: 'Hosts neither fail nor are maintained, so that there is nothing to recover or migrate from.',
  ModifyInstanceMetadataOptions:
    'Of the metadata service only that it is there is simulated: the first boot asks it, and nothing else does.',
  ModifyNetworkInterfaceAttribute:
    "Three attributes shape an interface's traffic, which is not simulated; one belongs to services that are not.",
  ModifyVpcAttribute: 'There are no metrics of network address usage yet.',
  ModifyVpcEndpoint: 'No requests go through endpoints that a policy could stop, and nothing resolves their names.',
  ModifyVpcPeeringConnectionOptions: 'Names are not resolved, neither within a VPC nor across a peering connection.',
  UpdateAssumeRolePolicy: 'Nothing evaluates permissions or assumes roles.',
  UpdateRole: 'Nothing assumes roles.',
};

const sum = (rows, part) => rows.reduce((total, each) => total + each[part], 0);
const parts = [...services]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([service, actions]) => {
    const rows = actions.map(row).sort((a, b) => (a.text < b.text ? -1 : 1));
    const title = titles[service] ?? service;
    // Of the sandbox's own service there is nothing else.
    const has = serviceDescriptors.find((descriptor) => descriptor.service === service)?.actionNames.split(' ') ?? [];
    const missing = has.filter((name) => rows.every((simulated) => simulated.name !== name)).sort();
    const text = [
      `## ${title}`,
      '',
      '| Action | Honoured | Accepted, reported as not simulated | Refused |',
      '| --- | --- | --- | --- |',
      ...rows.map(({ text }) => text),
      ...(missing.length === 0
        ? []
        : ['', `### ${title}: not simulated yet`, '', '| Action |', '| --- |', ...missing.map((name) => `| \`${name}\` |`)]),
    ].join('\n');
    return { title, rows, missing: missing.length, text };
  });

const everything = { title: '**All**', rows: parts.flatMap(({ rows }) => rows), missing: sum(parts, 'missing') };
const totals = [...parts, everything].map(
  ({ title, rows, missing }) =>
    `| ${title} | ${rows.length} | ${missing} | ${sum(rows, 'all')} | ${sum(rows, 'honoured')} | ${sum(rows, 'accepted')} | ${sum(rows, 'refused')} |`,
);

/** An action counts as done with 80 % of its inputs honoured. */
const below = everything.rows.filter(({ all, honoured }) => honoured < all * 0.8);
for (const { name } of below)
  if (!reasons[name]) throw new Error(`${name} honours less than 80 % of its inputs: say why in scripts/coverage.mjs`);
for (const name of Object.keys(reasons)) {
  if (!below.some((row) => row.name === name)) throw new Error(`${name} needs no reason in scripts/coverage.mjs any more`);
}

const text = `# Coverage

Made from the actions themselves by \`npm run coverage\`. _Honoured_: the input has its effect, or brings the error the real service gives. _Accepted_: it is checked, and
shown where the real service shows it, but acts on nothing that is simulated, which the activity log reports. _Refused_: the answer is an error that says so.
An action that AWS has and the sandbox does not is answered with \`UnsupportedOperation\`, which names it; so is every action of a service that is not
listed here. An action that AWS does not have either is answered with \`InvalidAction\`, or what the service's protocol says instead.

| Service | Actions | Not simulated yet | Inputs | Honoured | Accepted | Refused |
| --- | --- | --- | --- | --- | --- | --- |
${totals.join('\n')}

${everything.rows.length - below.length} of ${everything.rows.length} actions honour at least 80 % of their inputs. The others, and why:

| Action | Honoured | Because |
| --- | --- | --- |
${below.map(({ name, honoured, all }) => `| \`${name}\` | ${honoured} of ${all} | ${reasons[name]} |`).join('\n')}

${parts.map(({ text }) => text).join('\n\n')}
`;
const formatted = await format(text, { ...(await resolveConfig(page)), parser: 'markdown' });

if (process.argv.includes('--check')) {
  let current = '';
  try {
    current = readFileSync(page, 'utf8');
  } catch {
    // A missing page is a stale one.
  }
  if (current !== formatted) {
    console.error('docs/coverage.md is stale: run npm run coverage');
    process.exitCode = 1;
  }
} else {
  mkdirSync(at('docs'), { recursive: true });
  writeFileSync(page, formatted);
  console.log('Wrote docs/coverage.md');
}
