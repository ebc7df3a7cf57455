import type { CrmWrite, EntityTarget } from './port.ts';

/** A planned write in words: “creates the deal “X” in the funnel 3, stage NEW, for user 7”. */
export function explainWrite(write: CrmWrite): string {
  switch (write.kind) {
    case 'create': {
      const { title, funnel, stage, responsible, source } = write.fields;
      const details = [
        funnel === null ? null : `in the funnel ${funnel}`,
        stage === null ? null : `at the stage ${stage}`,
        source === null ? null : `from the source “${source}”`,
        responsible === null ? 'for nobody in particular' : `for the user ${responsible}`,
        write.links.length > 0 ? `linked to ${write.links.map(nameOf).join(' and ')}` : null,
      ].filter((one) => one !== null);
      return `creates the ${words(write.entity)} “${title}” ${details.join(', ')}`;
    }
    case 'comment':
      return `comments on ${nameOf(write.on)}: “${write.text.slice(0, 200)}”`;
    case 'move': {
      const where = [write.funnel && `the funnel ${write.funnel}`, write.stage && `the stage ${write.stage}`];
      return `moves ${nameOf(write.on)} to ${where.filter(Boolean).join(', ')}`;
    }
    case 'notify':
      return `notifies the user${write.users.length > 1 ? 's' : ''} ${write.users.join(', ')}: “${write.text}”`;
    case 'call':
      return write.call.endedAt === null
        ? 'shows the call in the list of calls'
        : `finishes the call in the list of calls as ${write.call.outcome}`;
    case 'recording':
      return 'attaches the recording';
    default: {
      const never: never = write;
      throw new Error(`no write: ${JSON.stringify(never)}`);
    }
  }
}

function nameOf(target: EntityTarget): string {
  return 'step' in target
    ? `the new ${words(target.step.replace('create:', ''))}`
    : `the ${words(target.kind)} that is there`;
}

function words(kind: string): string {
  return kind.replaceAll('_', ' ');
}
