/** The hidden command that the scripts of the shells ask. */
export const completeCommand = '__complete';
