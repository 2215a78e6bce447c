import type { ConnectionTrackingConfiguration, ConnectionTrackingSpecificationRequest, EnaSrdSpecification } from '@aws-sdk/client-ec2';
import type { InstanceTypeFacts } from '../../catalog/instance-types';
import { ApiError, invalidCombination, invalidValue } from '../../kernel/errors';
import type { ConnectionTracking, EnaExpress } from './network-interfaces';

/** Least and most of the timeouts, in seconds (API, ConnectionTrackingSpecificationRequest). */
const ranges = { tcpEstablished: [60, 432_000], udpStream: [60, 180], udp: [30, 60] } as const;

/** Reads idle timeouts of tracked connections. @throws ApiError InvalidParameterValue out of range */
export function connectionTracking(asked: ConnectionTrackingSpecificationRequest): ConnectionTracking {
  const given = { tcpEstablished: asked.TcpEstablishedTimeout, udpStream: asked.UdpStreamTimeout, udp: asked.UdpTimeout };
  const tracking: { -readonly [Name in keyof ConnectionTracking]: number } = {};
  for (const name of ['tcpEstablished', 'udpStream', 'udp'] as const) {
    const value = given[name];
    if (value === undefined) continue;
    const [least, most] = ranges[name];
    if (!Number.isInteger(value) || value < least || value > most) {
      throw invalidValue(`Value (${value}) for parameter ${name}Timeout is invalid. Expecting a value from ${least} to ${most}.`);
    }
    tracking[name] = value;
  }
  return tracking;
}

/** Idle timeouts in AWS's shape. */
export function describeTracking({ tcpEstablished, udpStream, udp }: ConnectionTracking): ConnectionTrackingConfiguration {
  return {
    ...(tcpEstablished !== undefined && { TcpEstablishedTimeout: tcpEstablished }),
    ...(udpStream !== undefined && { UdpStreamTimeout: udpStream }),
    ...(udp !== undefined && { UdpTimeout: udp }),
  };
}

/**
 * Reads ENA Express (SRD) settings for an attachment (EC2 User Guide, ENA Express). CHOICE: which types have it is given there as a list;
 * here, Nitro types of a sixth or later generation with 32 vCPUs or more, which comes close to it.
 * @throws ApiError UnsupportedOperation for other types, InvalidParameterCombination for UDP alone
 */
export function enaExpress(asked: EnaSrdSpecification, type: InstanceTypeFacts): EnaExpress {
  const enabled = asked.EnaSrdEnabled ?? false;
  const udp = asked.EnaSrdUdpSpecification?.EnaSrdUdpEnabled ?? false;
  if (udp && !enabled) throw invalidCombination('EnaSrdUdpEnabled requires EnaSrdEnabled.');
  const generation = Number(/^[a-z]+(\d+)/.exec(type.family)?.[1] ?? 0);
  if (enabled && !(type.enaSupported && type.hypervisor !== 'xen' && generation >= 6 && type.vcpus >= 32)) {
    throw new ApiError('UnsupportedOperation', `The instance type ${type.name} does not support ENA Express.`);
  }
  return { enabled, udp };
}
