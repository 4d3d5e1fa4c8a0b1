/** What came of sending a message once. */
export interface Delivery {
  delivered: boolean;
  /** The HTTP or SMTP status; null when no answer came. */
  status: number | null;
  /** What the server said, or why nothing was sent. */
  says: string;
  /** What is to be known besides of a delivery; never whom it concerns. */
  but?: string;
}

export const MOST_ANSWER_CHARACTERS = 500;
