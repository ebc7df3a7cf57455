/** Programs that say what they are. They are answered, but take no number from a visitor. */
const BOT =
  /bot\b|bot[/;]|crawl|spider|slurp|preview|headless|lighthouse|facebookexternalhit|whatsapp|curl\/|wget\/|python-|go-http|java\/|node-fetch/i;

export function isBot(userAgent: string | undefined): boolean {
  return !userAgent || BOT.test(userAgent);
}
