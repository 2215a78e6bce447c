import type { Dependent } from '../../kernel/dependence';
import type { NetworkInterfaceRow } from './network-interfaces';

/** By what an interface is held: the instance or the service's resource that has to give it up, or the interface itself when it is nobody's. */
export function interfaceHolder({ id, attachment, managedBy }: NetworkInterfaceRow): Dependent {
  if (attachment) return { kind: 'instances', id: attachment.instanceId };
  if (managedBy !== undefined) return { kind: managedBy.startsWith('nat-') ? 'nat-gateways' : 'vpc-endpoints', id: managedBy };
  return { kind: 'network-interfaces', id };
}
