/** What a text in Base64 encodes; what is no text comes out as other characters. */
export function decodeBase64(text: string): string {
  return new TextDecoder().decode(Buffer.from(text, 'base64'));
}
