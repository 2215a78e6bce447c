import { names } from './names';
import { states } from './states';
import { values } from './values';
import { populated, type World } from './world';

/**
 * Requests and the answers the real service gives to them: codes from "Error codes for the Amazon EC2 API", messages as recorded in public issue
 * trackers and in other people's tests against the service; where none is recorded the words are our own (CHOICE).
 */
describe('Bad input', () => {
  let world: World;
  before(() => void (world = populated()));

  for (const [what, cases] of Object.entries({ ...names, ...states, ...values })) {
    describe(what, () => {
      for (const [action, input, code, message] of cases) {
        it(`${action.slice(4)}: ${code}`, () => {
          world.account.fails(action, input(world) as never, code, typeof message === 'string' ? message : message(world));
        });
      }
    });
  }
});
