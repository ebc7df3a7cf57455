/** An E.164 number in groups that people read; a SIP address and unknown plans stay as they are. */
export function formatPhone(address: string): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(address);
  if (russian) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  if (american) return `+1 ${american[1]} ${american[2]}-${american[3]}`;
  return address.replace(/^sips?:/, '');
}
