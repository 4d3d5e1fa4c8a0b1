/** For `@ApiProperty`: a value of any kind that JSON has, null included. */
export const anyJson = {
  description: 'Any JSON',
  nullable: true,
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: {} },
    { type: 'object', additionalProperties: true },
  ],
};
