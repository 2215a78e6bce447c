import type { LaunchOffers, LaunchTerms } from './launch-offers';
import type { ActionName, InputOf, OutputOf } from './region-types';

/** The AWS actions that the launch wizard's page asks for itself: all but one only look. */
export const wizardActions = [
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypeOfferings',
  'ec2:DescribeKeyPairs',
  'ec2:DescribePlacementGroups',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'iam:ListInstanceProfiles',
  'sandbox:DescribeProductSubscriptions',
  'sandbox:SubscribeToProduct',
] as const satisfies readonly ActionName[];

export type WizardAction = (typeof wizardActions)[number];

/** What a wizard begins with, as AWS names the inputs of a launch: of an image, an instance or a launch template. */
export type LaunchPrefill = Partial<InputOf<'ec2:RunInstances'>>;

/** What restores the page after a restart of the window; the page adds its draft. */
export interface LaunchWizardState {
  readonly region: string;
  readonly prefill?: LaunchPrefill;
}

/** What the page shows itself with at first. */
export interface LaunchStart {
  readonly region: string;
  readonly regionName: string;
  /** Another window holds the account: nothing can be launched from this one. */
  readonly readOnly: boolean;
  readonly terms: LaunchTerms;
}

/** A new key pair; its private half goes from the account's thread to a file, never to the page. */
export interface NewKeyPair {
  readonly name: string;
  readonly type: 'rsa' | 'ed25519';
  readonly format: 'pem' | 'ppk';
}

/** A launch: the group to make first, if any, and the launch itself, which then gets that group. */
export interface LaunchPlan {
  readonly newGroup?: {
    readonly create: InputOf<'ec2:CreateSecurityGroup'>;
    readonly rules: NonNullable<InputOf<'ec2:AuthorizeSecurityGroupIngress'>['IpPermissions']>;
    /** The group that an earlier try has made already. */
    readonly madeGroupId?: string;
  };
  readonly run: InputOf<'ec2:RunInstances'>;
}

/** Why AWS, or the connection, refused. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The action that was refused, such as `ec2:RunInstances`. */
  readonly action: ActionName;
}

/** How a launch ended. */
export type LaunchOutcome =
  | { readonly instanceIds: readonly string[] }
  | {
      readonly refusal: Refusal;
      /** A group that was made before the refusal and is there now; the next try takes it. */
      readonly madeGroupId?: string;
    };

/** An instance of the launch as it is now. */
export interface LaunchedInstance {
  readonly id: string;
  /** AWS's word; absent once it is removed from lists. */
  readonly state?: string;
  readonly publicIp?: string;
}

/** The instances of a launch as they are now. */
export interface LaunchedView {
  /** The first 20, in the order of the launch. */
  readonly instances: readonly LaunchedInstance[];
  /** How many of all of them are in each state; those removed from lists are in none. */
  readonly states: Readonly<Record<string, number>>;
  /** None of them is in a state that ends by itself. */
  readonly settled: boolean;
}

/** How the making of a key pair ended. */
export type KeyPairOutcome =
  | { readonly made: true; /** Where the private key was saved; absent when the user kept the pair without it. */ readonly file?: string }
  | { readonly made: false; readonly refusal?: Refusal };

/** What the page may ask of the editor. */
export interface LaunchInstanceCalls {
  start(nothing: null): LaunchStart;
  execute<Name extends WizardAction>(request: { readonly action: Name; readonly input: InputOf<Name> }): OutputOf<Name>;
  offers(request: { readonly imageId: string }): LaunchOffers;
  /** Makes a key pair and offers its private half once, to be saved with mode 0400. */
  createKeyPair(pair: NewKeyPair): KeyPairOutcome;
  launch(plan: LaunchPlan): LaunchOutcome;
  /** How the instances of a launch are; from then on the page is told when that changes. */
  launched(request: { readonly instanceIds: readonly string[] }): LaunchedView;
  showInSidebar(request: { readonly instanceId: string }): void;
  viewInstances(nothing: null): void;
}

/** What the editor tells the page. */
export interface LaunchInstanceEvents {
  /** The window became holder or follower of the account, or the account was replaced: what `start` answered no longer stands. */
  replaced: null;
  /** Instances that the page has asked about changed. */
  launched: LaunchedView;
}
