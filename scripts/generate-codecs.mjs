// Writes src/endpoint/generated/ from the AWS SDK clients' own schemas: one module a service with the shapes of the actions in
// src/region/aws/action-names.ts, and an index of them. `node scripts/generate-codecs.mjs`; the output depends on nothing but its inputs.
// The form of what is written is documented in src/endpoint/descriptors.ts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { at, root } from './lib/paths.mjs';

/**
 * What the SDK's schemas do not say of a service: its package, the protocols it answers in (the first is the one errors fall back to), its name in
 * a SigV4 credential scope and the first label of its host; `isGlobal` when it has no regions of its own. A service is served from the moment it
 * stands here and has registered actions.
 */
const services = {
  ec2: { client: '@aws-sdk/client-ec2', protocols: ['ec2'], signingName: 'ec2', hostPrefix: 'ec2' },
  iam: { client: '@aws-sdk/client-iam', protocols: ['query'], signingName: 'iam', hostPrefix: 'iam', isGlobal: true },
  ssm: { client: '@aws-sdk/client-ssm', protocols: ['json'], signingName: 'ssm', hostPrefix: 'ssm' },
  sts: { client: '@aws-sdk/client-sts', protocols: ['query'], signingName: 'sts', hostPrefix: 'sts' },
};

/** Members of inputs that may hold a fraction: the schemas know one kind of number only, AWS's models two. `Shape.Member`, or `Shape.*`. */
const doubles = new Set([
  'ClientData.UploadSize',
  'FleetLaunchTemplateOverridesRequest.Priority',
  'FleetLaunchTemplateOverridesRequest.WeightedCapacity',
  'LaunchTemplateOverrides.Priority',
  'LaunchTemplateOverrides.WeightedCapacity',
  'MemoryGiBPerVCpu.*',
  'MemoryGiBPerVCpuRequest.*',
  'NetworkBandwidthGbps.*',
  'NetworkBandwidthGbpsRequest.*',
  'PriceScheduleSpecification.Price',
  'ReservationFleetInstanceSpecification.Weight',
  'ReservedInstanceLimitPrice.Amount',
  'SpotFleetLaunchSpecification.WeightedCapacity',
  'SpotFleetRequestConfigData.FulfilledCapacity',
  'SpotFleetRequestConfigData.OnDemandFulfilledCapacity',
  'TotalLocalStorageGB.*',
  'TotalLocalStorageGBRequest.*',
]);

/** The SDK's trait names and the short ones of the descriptors. */
const traitKeys = {
  xmlName: 'x',
  ec2QueryName: 'q',
  xmlFlattened: 'f',
  xmlAttribute: 'a',
  jsonName: 'j',
  httpHeader: 'h',
  httpQuery: 'u',
  httpLabel: 'l',
  httpPayload: 'p',
};
const timestamps = { 4: 'timestamp', 5: 'date-time', 6: 'http-date', 7: 'epoch-seconds' };

const folder = at('src/endpoint/generated');

/** Bundles a module and imports the result, so that TypeScript and bundler-style specifiers work in plain Node. */
async function load(contents) {
  const temporary = mkdtempSync(join(at('node_modules'), '.generate-codecs-'));
  try {
    const file = join(temporary, 'module.mjs');
    await esbuild.build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
      banner: { js: `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);` },
    });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function traitsOf(schema, memberName) {
  const merged = schema.getMergedTraits();
  const traits = {};
  for (const [name, key] of Object.entries(traitKeys)) {
    if (merged[name] !== undefined) traits[key] = merged[name];
  }
  const xmlName = traits.x ?? memberName;
  if (traits.q === xmlName[0].toUpperCase() + xmlName.slice(1)) delete traits.q;
  return Object.keys(traits).length > 0 ? [traits] : [];
}

/** The shapes reachable from the chosen operations, each once, in the order they are met. */
class Shapes {
  list = [];
  #indexes = new Map();

  refOf(schema, path) {
    if (schema.isUnitSchema()) return 'unit';
    if (schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema()) return this.#complexRef(schema);
    if (schema.isStringSchema()) return 'string';
    if (schema.isBooleanSchema()) return 'boolean';
    if (schema.isNumericSchema()) return doubles.has(path) || doubles.has(`${path.split('.')[0]}.*`) ? 'double' : 'integer';
    if (schema.isTimestampSchema()) return timestamps[schema.getSchema()];
    if (schema.isBlobSchema()) return 'blob';
    if (schema.isBigIntegerSchema()) return 'integer';
    if (schema.isBigDecimalSchema()) return 'double';
    if (schema.isDocumentSchema()) return 'document';
    throw new Error(`${path}: a kind of schema this generator does not know`);
  }

  #complexRef(schema) {
    const raw = schema.getSchema();
    const name = schema.getName() ?? '';
    // A list of simple values is a number in the SDK's schemas, alike for every list of that kind.
    const key = typeof raw === 'object' ? raw : `simple ${raw}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.list.length;
    this.#indexes.set(key, index);
    this.list.push(undefined);
    this.list[index] = this.#describe(schema, name);
    return index;
  }

  #describe(schema, name) {
    if (schema.isListSchema()) {
      const item = schema.getValueSchema();
      return ['list', this.refOf(item, `${name}.member`), ...traitsOf(item, 'member')];
    }
    if (schema.isMapSchema()) {
      const [key, value] = [schema.getKeySchema(), schema.getValueSchema()];
      return ['map', this.refOf(value, `${name}.value`), traitsOf(key, 'key')[0] ?? {}, traitsOf(value, 'value')[0] ?? {}];
    }
    const members = [...schema.structIterator()].map(([member, value]) => [
      member,
      this.refOf(value, `${name}.${member}`),
      ...traitsOf(value, member),
    ]);
    return ['struct', name, members];
  }
}

const byName = ([a], [b]) => (a < b ? -1 : 1);

async function describe(service, actions) {
  const { client, protocols, signingName, hostPrefix, isGlobal } = services[service];
  const { schemas, NormalizedSchema, getRuntimeConfig } = await load(`
    export * as schemas from '${client}/dist-es/schemas/schemas_0.js';
    export { getRuntimeConfig } from '${client}/dist-es/runtimeConfig.shared.js';
    export { NormalizedSchema } from '@smithy/core/schema';`);
  const { version, xmlNamespace, serviceTarget } = getRuntimeConfig({}).protocolSettings;
  const all = Object.values(schemas).filter(Array.isArray);
  const operations = new Map(all.filter(([kind]) => kind === 9).map((operation) => [operation[2], operation]));
  const errors = all
    .filter(([kind, namespace]) => kind === -3 && !namespace.startsWith('smithy.ts.sdk.synthetic'))
    .map(([, , name, traits]) => {
      const status = traits.awsQueryError?.[1] ?? traits.httpError ?? 400;
      // Services that speak nothing but JSON answer 400 to every mistake of a client's, whatever their models say (seen in answers of theirs).
      return [traits.awsQueryError?.[0] ?? name, [name, protocols.every((protocol) => protocol === 'json') && status < 500 ? 400 : status]];
    });
  const shapes = new Shapes();
  const described = actions.map((action) => {
    const operation = operations.get(action);
    if (!operation) throw new Error(`${service}:${action} is registered, but ${client} has no such action`);
    const [input, output] = [operation[4], operation[5]].map((schema) => shapes.refOf(NormalizedSchema.of(schema), action));
    const { http } = NormalizedSchema.of(operation).getMergedTraits();
    return [action, http ? [input, output, http] : [input, output]];
  });
  return {
    service,
    version,
    xmlNamespace,
    ...(serviceTarget ? { target: serviceTarget } : {}),
    signingName,
    hostPrefix,
    ...(isGlobal ? { isGlobal } : {}),
    protocols,
    actionNames: [...operations.keys()].sort().join(' '),
    errors: Object.fromEntries(errors.sort(byName)),
    operations: Object.fromEntries(described),
    shapes: shapes.list,
  };
}

const quote = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** A module holding the descriptor as JSON text: parsed several times faster than the same object written as source. */
function moduleOf(descriptor) {
  return [
    `import type { ServiceDescriptor } from '../descriptors';`,
    ``,
    `export const ${descriptor.service} = JSON.parse(`,
    `  ${quote(JSON.stringify(descriptor))},`,
    `) as ServiceDescriptor;`,
    ``,
  ].join('\n');
}

function indexOf(names) {
  return [
    `import type { ServiceDescriptor } from '../descriptors';`,
    ...names.map((name) => `import { ${name} } from './${name}';`),
    ``,
    `export const serviceDescriptors: readonly ServiceDescriptor[] = [${names.join(', ')}];`,
    ``,
  ].join('\n');
}

async function main() {
  const { actionNames } = await load(`export { actionNames } from './src/region/aws/action-names';`);
  const registered = new Map();
  for (const name of [...actionNames].sort()) {
    const [service, action] = name.split(':');
    if (service === 'sandbox') continue;
    if (!services[service]) throw new Error(`${name} is registered, but scripts/generate-codecs.mjs does not know the service`);
    registered.set(service, [...(registered.get(service) ?? []), action]);
  }
  const names = [...registered.keys()].sort();
  const descriptors = await Promise.all(names.map((name) => describe(name, registered.get(name))));
  const files = new Map([
    ...descriptors.map((descriptor) => [`${descriptor.service}.ts`, moduleOf(descriptor)]),
    ['index.ts', indexOf(names)],
  ]);
  mkdirSync(folder, { recursive: true });
  for (const stale of readdirSync(folder).filter((name) => !files.has(name))) rmSync(join(folder, stale));
  for (const [name, text] of files) {
    const file = join(folder, name);
    // Written only when it differs, so that a watcher does not wake for nothing.
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

await main();
