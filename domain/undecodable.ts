/** The one field of what a workflow is given in place of a payload that nobody can ever read; its value says why. */
export const UNDECODABLE = 'portico/undecodable';

/** Whether this stands in the place of a payload that nobody can read. */
export const isUndecodable = (value: unknown): boolean => typeof value === 'object' && value !== null && UNDECODABLE in value;
