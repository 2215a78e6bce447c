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

  it('come out the same when made again', async () => {
    const before = contents();
    await promisify(execFile)(process.execPath, ['scripts/generate-codecs.mjs']);
    assert.deepEqual(contents(), before);
  });
});
