import { createToken, Lexer } from "chevrotain";

/** Every word that can be a field's or a declaration's name, keywords included. */
export const NameToken = createToken({ name: "Name", pattern: Lexer.NA });
/** What stands between two operands. */
export const OperatorToken = createToken({ name: "operator", pattern: Lexer.NA });
/** `->` and `<->` */
export const ForwardArrow = createToken({ name: "forward arrow", pattern: Lexer.NA });
