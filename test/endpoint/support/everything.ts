import type { ProtocolName, ServiceDescriptor } from '../../../src/endpoint/descriptors';

/** A service with every kind of shape, as the generator would describe it. */
export function everything(...protocols: ProtocolName[]): ServiceDescriptor {
  return {
    service: 'everything',
    version: '2014-11-06',
    xmlNamespace: '',
    target: 'AmazonEverything',
    signingName: 'everything',
    hostPrefix: 'everything',
    protocols,
    actionNames: 'Do Forget Put',
    errors: { ThingNotFound: ['ThingNotFoundException', 404] },
    operations: {
      Do: [0, 0, ['POST', '/do', 200]],
      Forget: [0, 'unit', ['DELETE', '/things/{Name}/parts/{Rest+}', 204]],
      Put: [4, 5, ['PUT', '/things/{Name}', 201]],
    },
    shapes: [
      [
        'struct',
        'Everything',
        [
          ['Names', 1],
          ['Attributes', 2],
          ['Inner', 3],
          ['Threshold', 'double'],
          ['Count', 'integer'],
          ['StartTime', 'timestamp'],
          ['Day', 'date-time'],
          ['Data', 'blob'],
          ['On', 'boolean'],
          ['Name', 'string', { l: 1 }],
          ['Rest', 'string', { l: 1 }],
        ],
      ],
      ['list', 'string'],
      ['map', 'integer', {}, {}],
      [
        'struct',
        'Inner',
        [
          ['Name', 'string', { j: 'name' }],
          ['Inner', 3],
        ],
      ],
      [
        'struct',
        'PutInput',
        [
          ['Name', 'string', { l: 1 }],
          ['Limit', 'integer', { u: 'limit' }],
          ['Kinds', 1, { u: 'kind' }],
          ['Token', 'string', { h: 'X-Token' }],
          ['Body', 3, { p: 1 }],
        ],
      ],
      [
        'struct',
        'PutOutput',
        [
          ['Token', 'string', { h: 'X-Token' }],
          ['Inner', 3],
        ],
      ],
    ],
  };
}
