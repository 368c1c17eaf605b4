/** Messages. */
export const noticesWords = {
  // Notices
  closeMessage: 'Close this message',
} as const;
