import type { Reach } from './region-types';

/** All that connecting to an instance depends on. */
export interface Connection {
  readonly id: string;
  readonly label: string;
  /** Absent when the instance is gone. */
  readonly state?: string;
  readonly windows: boolean;
  /** The image's own user. */
  readonly loginUser: string;
  readonly publicDns?: string;
  readonly publicIp?: string;
  readonly privateIp?: string;
  /** The key pair that it was launched with. */
  readonly keyName?: string;
  /** Absent when the key pair is no longer in the account. */
  readonly keyPairId?: string;
  /** 22, or 3389 of Windows. */
  readonly port: number;
  /** Whether somebody who connects gets through, and what decides it. */
  readonly reach: Reach;
  /** The first security group that has to let the user in. */
  readonly group?: { readonly id: string; readonly name: string };
  /** Address that the user comes from. */
  readonly userAddress: string;
  /** When the password of Windows is ready at the earliest, epoch milliseconds of virtual time. */
  readonly passwordAt?: number;
  /** Virtual time of the answer, epoch milliseconds. */
  readonly now: number;
}

/** What the page "Connect" shows: always the whole of it, so that one missed is made good by the next. */
export interface ConnectView extends Connection {
  readonly region: string;
  /** Where the private key was saved, as far as this editor knows. */
  readonly keyFile?: { readonly path: string; readonly exists: boolean };
  readonly readOnly: boolean;
}

/** What the page may ask of the editor. */
export interface ConnectCalls {
  view(nothing: null): ConnectView;
  copy(text: string): void;
  /** Lets the user's address in at the port, by the instance's first group. */
  addRule(nothing: null): void;
  start(nothing: null): void;
  password(nothing: null): void;
  /** Saves a text as a file of this name. */
  save(file: { readonly name: string; readonly text: string }): void;
  show(resource: { readonly kind: string; readonly id: string }): void;
}

/** What the editor tells the page. */
export interface ConnectEvents {
  view: ConnectView;
}

/** What restores the page after a restart. */
export interface ConnectState {
  readonly region: string;
  readonly id: string;
}
