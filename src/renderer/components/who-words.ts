/** Says who did something, from the name that it is kept under. */
export function whoWords(by: string): string {
  switch (by) {
    case 'operator':
      return 'you';
    case 'ai':
      return 'the AI';
    case 'rule':
      return 'a rule';
    default:
      return by;
  }
}
