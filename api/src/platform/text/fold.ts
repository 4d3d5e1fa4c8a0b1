const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/**
 * The form in which review and block lists compare text: "Payment ", "PAYMENT", full-width or with a
 * zero-width space inside are all "payment". Never used to allow: that takes the exact string.
 */
export function fold(text: string): string {
  return isFolded(text) ? text : foldSlowly(text);
}

/** Upper case first, because "ı" and "ſ" only meet "i" and "s" there. */
function foldSlowly(text: string): string {
  return text.normalize('NFKC').replace(IGNORABLE, '').toUpperCase().toLowerCase().normalize('NFKC').trim();
}

/** Lower-case ASCII names are what honest agents send; scanning them is ten times cheaper than normalising. */
function isFolded(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const plain =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 45 || code === 46;
    if (!plain) return false;
  }
  return true;
}
