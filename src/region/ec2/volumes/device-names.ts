/** Names that hardware virtual machines take for volumes: `/dev/sda1`, `/dev/sdf`, `/dev/sdf5`, `xvdf`, `/dev/xvdba` (UG device_naming). */
const deviceName = /^(\/dev\/)?(sd[a-z]([1-9]|1[0-5])?|xvd[a-d]?[a-z]([1-9]|1[0-5])?)$/;

/** True for what EC2 takes as the name of a volume's device. */
export function isDeviceName(name: string): boolean {
  return deviceName.test(name);
}

/** EC2's words for a name that is none. */
export function notADeviceName(name: string): string {
  return `Value (${name}) for parameter device is invalid. ${name} is not a valid EBS device name.`;
}
