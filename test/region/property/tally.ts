/** What a run of the properties got to: successes per action, moves of instances, errors. */
export class Tally {
  readonly successes = new Map<string, number>();
  readonly moves = new Map<string, number>();
  readonly states = new Map<string, number>();
  readonly errors = new Map<string, number>();
  readonly checks = new Map<string, number>();

  action(name: string): void {
    add(this.successes, name);
  }

  move(from: string, to: string): void {
    add(this.moves, `${from} → ${to}`);
  }

  state(name: string): void {
    add(this.states, name);
  }

  error(action: string, code: string): void {
    add(this.errors, `${action} ${code}`);
  }

  check(name: string): void {
    add(this.checks, name);
  }

  /** The counts as lines of text. */
  report(): string {
    const lines = [this.successes, this.moves, this.states, this.checks].map((counts) =>
      [...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    );
    const errors = [...this.errors.values()].reduce((sum, count) => sum + count, 0);
    return [
      `successes: ${lines[0]}`,
      `moves: ${lines[1]}`,
      `states: ${lines[2]}`,
      `checks: ${lines[3]}`,
      `errors: ${errors} in ${this.errors.size} ways`,
    ].join('\n');
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
