import { wordsOf } from '../../languages/spoken';

export const words = wordsOf('presence', {
  looking: (names: string[]) =>
    names.length === 1
      ? `${names[0]} is looking at this, too`
      : names.length === 2
        ? `${names[0]} and ${names[1]} are looking at this, too`
        : `${names[0]} and ${names.length - 1} others are looking at this, too`,
});
