// Writes docs/coverage.md: every action with its inputs honoured, accepted or refused. With --check it only tells whether the page is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import { at } from './lib/paths.mjs';

const page = at('docs/coverage.md');

const bundled = await build({
  stdin: { contents: "export { accountDefinition } from './src/region/definition';", resolveDir: at('.'), loader: 'ts' },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const source = Buffer.from(bundled.outputFiles[0].contents).toString('base64');
const { accountDefinition } = await import(`data:text/javascript;base64,${source}`);

/** One row (`Material` is what the worker hands in, not an input of AWS's): the action, how many inputs are honoured, and the names of the others. */
function row({ name, inputs }) {
  const named = (coverage) => Object.keys(inputs).filter((input) => input !== 'Material' && inputs[input] === coverage);
  const list = (inputs) => (inputs.length === 0 ? '–' : inputs.map((input) => `\`${input}\``).join(', '));
  const all = Object.keys(inputs).filter((input) => input !== 'Material').length;
  const honoured = named('honoured').length;
  return {
    all,
    honoured,
    text: `| \`${name.split(':')[1]}\` | ${honoured} of ${all} | ${list(named('accepted'))} | ${list(named('refused'))} |`,
  };
}

const services = new Map();
for (const action of accountDefinition.actions) {
  const [service] = action.name.split(':');
  services.set(service, [...(services.get(service) ?? []), action]);
}

const titles = { ec2: 'Amazon EC2', sts: 'AWS STS', sandbox: "The sandbox's own service" };
const parts = [...services]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([service, actions]) => {
    const rows = actions.map(row).sort((a, b) => (a.text < b.text ? -1 : 1));
    const sum = (part) => rows.reduce((total, each) => total + each[part], 0);
    return [
      `## ${titles[service] ?? service}`,
      '',
      `${rows.length} actions; ${sum('honoured')} of ${sum('all')} inputs honoured.`,
      '',
      '| Action | Honoured | Accepted, reported as not simulated | Refused |',
      '| --- | --- | --- | --- |',
      ...rows.map(({ text }) => text),
    ].join('\n');
  });

const text = `# Coverage

Made from the actions themselves by \`npm run coverage\`. _Honoured_: the input has its effect, or brings the error the real service gives. _Accepted_: it is taken, changes nothing a caller
could see, and is reported in the activity log. _Refused_: the answer is an error that says so.

${parts.join('\n\n')}
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
