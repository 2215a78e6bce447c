import { named } from '../messages';
import type { Services } from '../services';
import { pickResources, type Subject } from './pick-resources';
import { type CommandArguments, subjectsOf } from './subjects';

/** About which resources a command can be, and what it asks for as. */
export interface SubjectQuestion {
  readonly kinds: readonly string[];
  /** Only resources with one of these flags; none given, all. */
  readonly needs?: readonly string[];
  readonly title: string;
}

/** The resource a command is called for, else the one that the user picks; undefined when there is none. */
export async function oneSubject(services: Services, args: CommandArguments, question: SubjectQuestion): Promise<Subject | undefined> {
  const given = subjectsOf(services.views, args).find(({ kind }) => question.kinds.includes(kind));
  if (given || args[0] !== undefined) return given;
  return (await pickResources(services.session, { ...question, many: false }))[0];
}

/** The resources a command is called for, else those that the user picks. */
export async function manySubjects(services: Services, args: CommandArguments, question: SubjectQuestion): Promise<Subject[]> {
  const given = subjectsOf(services.views, args).filter(({ kind }) => question.kinds.includes(kind));
  if (given.length > 0 || args[0] !== undefined) return given;
  return pickResources(services.session, { ...question, many: true });
}

/** How a question or a notice names a resource: by its name, with its id. */
export const nameOf = ({ node }: Subject): string => named(node);
