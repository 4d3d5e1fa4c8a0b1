/** The first twelve characters in groups of four: enough to compare by eye; the whole is in the title. */
export const shortHash = (hash: string) => hash.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ');
