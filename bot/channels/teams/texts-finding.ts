/** What staff read when they look something up, in English. */
export function createFindingTexts() {
  return {
    nothing: (text: string) =>
      `I found nothing for “${text}”. Try a case or RMA number, a serial, an email, or whole words of a name or company.`,
    mistyped: (text: string) => `“${text}” has a wrong digit: no case or RMA number ends like that. Please check it.`,
    several: (text: string) => `Found for “${text}”`,
    page: (text: string, page: number) => `Found for “${text}”, page ${page}`,
    opened: (title: string) => `${title} is below.`,
    gone: 'That is not there any more. Look it up again, please.',
  };
}
