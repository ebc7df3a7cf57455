/** Dots of what is hidden. */
const DOTS = '•••';

/** `+79991234567` → `+7999•••4567`: the beginning, which says where it is from, and the last four digits (E.164). */
export function maskPhone(phone: string): string {
  return phone.slice(0, -7) + DOTS + phone.slice(-4);
}

/** `anna@shop.example` → `a•••@shop.example`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? DOTS : email.slice(0, 1) + DOTS + email.slice(at);
}

/** Every telephone of a text, however it is written in an address; and so every other run of ten digits and more. */
export function maskPhonesIn(text: string): string {
  return text.replace(/\d{10,15}/g, (digits) => digits.slice(0, -7) + DOTS + digits.slice(-4));
}
