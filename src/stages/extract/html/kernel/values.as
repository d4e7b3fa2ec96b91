/** Where the values of the tag at hand begin and end, by the number of the attribute, 8 bytes each; of a missing one both are 0. */
export const VALUES: usize = memory.data(96);
