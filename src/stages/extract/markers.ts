// Marks at the beginning of a line.

/** A bullet, or a number with its dot or bracket: `- `, `• `, `1. `, `1、`, `（1）`, `①`. Not `2.5`, not a dash that opens speech. */
export const LIST_MARKER: RegExp =
  /^(?:[-*+•·●○◦▪■◆]\s+(?=\S)|\d{1,2}(?:、|\.\s?(?!\d)(?=\S)|[)）]\s?)|[（(]\d{1,2}[)）]|[\u2460-\u2473])/u;
