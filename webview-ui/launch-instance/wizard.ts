import * as l10n from '@vscode/l10n';
import type {
  KeyPairOutcome,
  LaunchInstanceCalls,
  LaunchInstanceEvents,
  LaunchStart,
  LaunchedView,
  LaunchWizardState,
  NewKeyPair,
  Refusal,
} from '../../src/shared/launch-instance';
import { type LaunchCost, launchCost } from '../../src/shared/launch-cost';
import type { LaunchOffers } from '../../src/shared/launch-offers';
import type { Peer } from '../../src/shared/rpc';
import type { Field } from '../kit/field';
import { savedState, saveState } from '../kit/page';
import { chooseImage, type Draft, draftVersion, usualType } from './draft';
import { type Execute, Lists } from './lists';
import { draftFrom, prefilledType } from './prefill';
import { placeOf } from './refusals';
import { launchPlan } from './request';
import { type StepName, stepNames } from './steps';
import { countProblem, type Problems, stepProblems } from './validate';

export type Extension = Peer<LaunchInstanceCalls, LaunchInstanceEvents>;

/** What the wizard asks of the page that shows it. */
export interface Screen {
  /** Shows the draft's step from the top, with the focus on its heading. */
  showStep(): void;
  /** Shows the step again where the user is in it. */
  redraw(): void;
  /** Shows what follows from the draft: summary, buttons. */
  follow(): void;
  /** Says something to a screen reader. */
  announce(text: string): void;
}

/** The wizard at work: the draft, what is known of the account, and what the steps may do. */
export class Wizard {
  readonly lists: Lists;
  readonly execute: Execute;
  draft: Draft;
  offers: LaunchOffers | undefined;
  /** Why the offers of the image could not be had. */
  offersProblem: string | undefined;
  launching = false;
  /** Shows how the launched instances are; absent before the launch. */
  onLaunched: ((view: LaunchedView) => void) | undefined;
  /** What became of the private key of the pair that was made last. A toast would lie on the button that launches. */
  madeKey: { readonly name: string; readonly told: string } | undefined;
  /** The fields of the step on screen, by name. */
  private fields = new Map<string, Field>();
  private followers: (() => void)[] = [];
  /** Fields the user has been in, and steps the user has tried to leave: their problems are said. */
  private readonly touched = new Set<string>();

  constructor(
    readonly extension: Extension,
    public start: LaunchStart,
    private readonly screen: Screen,
  ) {
    this.execute = (action, input) => extension.call('execute', { action, input } as never) as never;
    this.lists = new Lists(this.execute);
    const saved = savedState();
    const kept = saved['draft'] as Draft | undefined;
    this.draft = kept?.version === draftVersion ? kept : draftFrom((saved as unknown as LaunchWizardState).prefill, start.terms);
  }

  /** Reads what the account has and what can be launched from the image. */
  async load(): Promise<void> {
    await Promise.all([this.refresh(), this.draft.image && this.loadOffers()]);
  }

  /** The account is another one, or this window holds it now or no longer. */
  async replace(start: LaunchStart): Promise<void> {
    this.start = start;
    this.offers = undefined;
    this.screen.redraw();
    await this.load();
  }

  /** Reads the account's lists anew. */
  async refresh(): Promise<void> {
    const changed = await this.lists.read();
    const { key } = this.draft;
    // The pair was made, but the page was hidden before it was told.
    if (key.kind === 'new' && key.name !== '' && savedState()['makingKey'] === key.name) {
      const isThere = this.lists.keys.some(({ KeyName }) => KeyName === key.name);
      saveState('makingKey', undefined);
      if (isThere) this.draft.key = { kind: 'existing', name: key.name };
    }
    if (changed) this.screen.redraw();
  }

  /** The fields of a step are about to be made anew. */
  forgetFields(): void {
    this.fields = new Map();
    this.followers = [];
  }

  /** Something of the step that follows from the draft: shown now and after each change. */
  onFollow(follower: () => void): void {
    this.followers.push(follower);
    follower();
  }

  announce(text: string): void {
    this.screen.announce(text);
  }

  /** Makes a control a field of the step: problems are said at it. */
  field(name: string, field: Field): HTMLElement {
    field.element.dataset['focus'] = name;
    this.fields.set(name, field);
    return field.element;
  }

  /** Gives the focus to a field of the step; false when there is none of that name. */
  focusField(name: string): boolean {
    const field = this.fields.get(name);
    field?.focus();
    return field !== undefined;
  }

  /** Takes an answer. With `redraw`, the step looks different from then on. */
  change(edit: (draft: Draft) => void, options: { field?: string; redraw?: boolean } = {}): void {
    edit(this.draft);
    delete this.draft.refusal;
    if (options.field) this.touched.add(options.field);
    this.save();
    if (options.redraw) this.screen.redraw();
    else this.showProblems();
    for (const follower of this.followers) follower();
    this.screen.follow();
  }

  /** Keeps the draft; an answer that changes nothing else. */
  save(): void {
    saveState('draft', this.draft);
  }

  problems(step: StepName = this.draft.step): Problems {
    return stepProblems(step, this.draft, { terms: this.start.terms, lists: this.lists });
  }

  /** Says at each field what is wrong with it: what AWS refused, and what the user has had a chance to answer. */
  showProblems(): void {
    const { refusal, step } = this.draft;
    const refused = refusal && placeOf(refusal, this.draft);
    const problems = this.problems();
    for (const [name, field] of this.fields) {
      const said = this.touched.has(name) || this.touched.has(step) ? problems.get(name) : undefined;
      const ofAws = refused?.step === step && refused.field === name ? `${refusal?.code}: ${refusal?.message}` : undefined;
      field.problem(ofAws ?? said);
    }
  }

  /** A refusal that no field of the step on screen shows. */
  homelessRefusal(): string | undefined {
    const { refusal } = this.draft;
    return refusal && !this.fields.has(placeOf(refusal, this.draft).field) ? `${refusal.code}: ${refusal.message}` : undefined;
  }

  /** Whether the step can be entered: all need an image, those after the second a type. */
  canEnter(step: StepName): boolean {
    if (step === 'image') return true;
    return this.draft.image !== undefined && (step === 'type' || this.draft.type !== undefined);
  }

  /** Goes to a step, if what is before it allows it. */
  goTo(step: StepName): void {
    if (!this.canEnter(step)) return;
    this.draft.step = step;
    this.save();
    this.screen.showStep();
    void this.refresh();
  }

  /** Leaves the step for another one further on, unless something is wrong: then that is said, and gets the focus. */
  leaveFor(step: StepName): void {
    if (this.hold()) return;
    this.goTo(step);
  }

  next(): void {
    const step = stepNames[stepNames.indexOf(this.draft.step) + 1];
    if (step) this.leaveFor(step);
  }

  previous(): void {
    const step = stepNames[stepNames.indexOf(this.draft.step) - 1];
    if (step) this.goTo(step);
  }

  /** Says what is wrong with the step on screen; false when nothing is. */
  private hold(): boolean {
    const { step } = this.draft;
    const [first] = this.problems();
    if (!first) return false;
    this.touched.add(step);
    this.showProblems();
    this.focusField(first[0]);
    this.screen.announce(first[1]);
    return true;
  }

  /** Takes an image and reads what boots it. */
  async chooseImage(image: NonNullable<Draft['image']>): Promise<void> {
    if (this.draft.image?.id !== image.id) this.offers = undefined;
    this.change((draft) => chooseImage(draft, image));
    this.goTo('type');
    await this.loadOffers();
  }

  async loadOffers(): Promise<void> {
    const { image } = this.draft;
    if (!image || this.offers) return;
    try {
      const offers = await this.extension.call('offers', { imageId: image.id });
      if (this.draft.image?.id !== image.id) return;
      this.offers = offers;
      this.offersProblem = undefined;
      const { type } = this.draft;
      // Prices and the plan may have changed since the draft was kept.
      const same = offers.types.find(({ name }) => name === type?.name);
      const chosen = same ?? prefilledType((savedState() as unknown as LaunchWizardState).prefill, offers.types) ?? usualType(offers.types);
      if (chosen) this.draft.type = chosen;
      this.save();
    } catch (error) {
      this.offersProblem = (error as Error).message;
    }
    this.screen.redraw();
    this.screen.follow();
  }

  /** What the draft costs; undefined until image and type are chosen, and while the number of instances is none. */
  cost(): LaunchCost | undefined {
    const { draft } = this;
    const { image, type } = draft;
    if (!image || !type || countProblem(draft.count)) return undefined;
    const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text) || 0);
    return launchCost(
      {
        count: Number(draft.count),
        ...(type.hourly !== undefined && { typeHourly: type.hourly }),
        softwareHourly: image.softwareHourly,
        freeTier: type.freeTier && !draft.spot,
        windows: image.windows,
        volumes: draft.volumes.map(({ type: volume, gib, iops, mibps }) => ({
          type: volume,
          gib: Number(gib) || 0,
          ...(number(iops) !== undefined && { iops: number(iops)! }),
          ...(number(mibps) !== undefined && { mibps: number(mibps)! }),
        })),
        publicIp: this.lists.givesPublicIp(draft),
        monitoring: draft.monitoring,
      },
      this.start.terms,
    );
  }

  /** Makes a key pair; its private half is saved by the editor and never comes here. */
  async createKeyPair(pair: NewKeyPair): Promise<void> {
    saveState('makingKey', pair.name);
    const outcome: KeyPairOutcome = await this.extension.call('createKeyPair', pair);
    saveState('makingKey', undefined);
    if (outcome.made) {
      await this.lists.read();
      const told = outcome.file
        ? l10n.t('The private key was saved as {0}', outcome.file)
        : l10n.t('The key pair was made; its private key was not saved');
      this.madeKey = { name: pair.name, told };
      this.change((draft) => (draft.key = { kind: 'existing', name: pair.name }), { redraw: true });
      this.screen.announce(told);
    } else if (outcome.refusal) {
      this.refuse(outcome.refusal);
    }
  }

  /** Shows a refusal in the step on screen. */
  refuse(refusal: Refusal): void {
    this.draft.refusal = refusal;
    this.save();
    this.screen.redraw();
    this.screen.announce(`${refusal.code}: ${refusal.message}`);
  }

  /** Launches what the draft describes. A refusal takes the user to the field where it can be mended. */
  async launch(): Promise<void> {
    const wrong = stepNames.find((step) => this.problems(step).size > 0);
    if (wrong) {
      if (wrong !== this.draft.step) this.goTo(wrong);
      this.hold();
      return;
    }
    const { draft, lists } = this;
    this.launching = true;
    this.screen.follow();
    try {
      const vpcId = lists.vpcOf(draft);
      const plan = launchPlan(draft, { groupName: lists.freeGroupName(), vpcId, userAddress: this.start.terms.userAddress });
      const outcome = await this.extension.call('launch', plan);
      if ('instanceIds' in outcome) {
        draft.launched = outcome.instanceIds;
        delete draft.refusal;
        delete draft.madeGroupId;
        this.launching = false;
        this.save();
        this.screen.showStep();
        return;
      }
      draft.refusal = outcome.refusal;
      if (outcome.madeGroupId && plan.newGroup) {
        draft.madeGroupId = outcome.madeGroupId;
        draft.groupName = plan.newGroup.create.GroupName ?? draft.groupName;
      }
    } catch (error) {
      draft.refusal = { code: 'Error', message: (error as Error).message, action: 'ec2:RunInstances' };
    }
    this.launching = false;
    const place = placeOf(draft.refusal, draft);
    draft.step = place.step;
    this.save();
    this.screen.showStep();
    this.focusField(place.field);
    this.screen.announce(`${draft.refusal.code}: ${draft.refusal.message}`);
  }

  /** Begins anew, as after a launch. */
  restart(): void {
    this.draft = draftFrom(undefined, this.start.terms);
    this.onLaunched = undefined;
    this.offers = undefined;
    this.touched.clear();
    this.save();
    this.screen.showStep();
  }
}
