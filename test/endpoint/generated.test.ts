import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { serviceDescriptors } from '../../src/endpoint/generated/index';
import { actionNames } from '../../src/region/aws/action-names';

const folder = 'src/endpoint/generated';
const contents = () => readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]);

describe('Generated codecs', () => {
  it("describe every registered action of AWS's services", () => {
    const described = serviceDescriptors.flatMap(({ service, operations }) =>
      Object.keys(operations).map((action) => `${service}:${action}`),
    );
    assert.deepEqual(described.sort(), actionNames.filter((name) => !name.startsWith('sandbox:')).sort());
  });

  it('know the other actions of a service by name', () => {
    const names = serviceDescriptors.find(({ service }) => service === 'ec2')?.actionNames.split(' ') ?? [];
    assert.ok(names.length > 700, String(names.length));
    assert.ok(names.includes('CreateTransitGateway'));
  });

  it('leave no action of theirs out of the coverage table, simulated or not', () => {
    const page = readFileSync('docs/coverage.md', 'utf8');
    const titles = { ec2: 'Amazon EC2', iam: 'AWS IAM', ssm: 'AWS Systems Manager', sts: 'AWS STS' } as const;
    for (const { service, operations, actionNames: names } of serviceDescriptors) {
      const title = titles[service as keyof typeof titles];
      const linesBelow = (heading: string): string[] => {
        const [, text = ''] = page.split(`\n${heading}\n`);
        return [...text.split('\n#')[0]!.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
      };
      const [simulated, missing] = [linesBelow(`## ${title}`), linesBelow(`### ${title}: not simulated yet`)];
      assert.deepEqual(simulated.sort(), Object.keys(operations).sort());
      assert.deepEqual([...simulated, ...missing].sort(), names.split(' ').sort());
    }
  });

  it('come out the same when made again', async () => {
    const before = contents();
    await promisify(execFile)(process.execPath, ['scripts/generate-codecs.mjs']);
    assert.deepEqual(contents(), before);
  });
});
