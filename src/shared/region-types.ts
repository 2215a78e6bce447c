/** Types of the region that the rooms behind the worker's contract may name; nothing of the region itself comes with them. */
export type { ActionName } from '../region/aws/action-names';
export type { InputOf, OutputOf } from '../region/aws/actions';
export type { Reach } from '../region/ec2/network/reachability';
export type { Face, MenuAction, ViewName } from '../region/kernel/kind';
export type { Message } from '../region/kernel/message';
export type { AccountSettings, Cause, Transition } from '../region/kernel/tables';
export type { Change, ChangeSet } from '../region/store/changes';
