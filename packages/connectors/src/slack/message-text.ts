import type { NotifyRequest } from "@xmap/contract";

/** Slack cuts off what is longer. */
const LONGEST_TEXT = 39_000;

/** A message in Slack's own markup: the title in bold unless the text begins with it. */
export function slackText({ title, text }: Pick<NotifyRequest, "title" | "text">): string {
  const body = escapeText(text);
  const whole = title === "" || text.startsWith(title) ? body : `*${escapeText(title)}*\n${body}`;
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT)}…` : whole;
}

/** The three characters that Slack's markup gives a meaning: nothing in a message can mention or link. */
function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
