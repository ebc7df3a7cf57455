/**
 * The part of css-tree that is used: its parser by itself, without the lexer and the data of all properties, which are
 * two thirds of it and not needed where only a list of properties is allowed.
 */
declare module 'css-tree/parser' {
  export interface CssNode {
    type: string;
    /** Of what is asked for with `positions`. */
    loc?: { start: { line: number } } | null;
    name?: string;
    property?: string;
    important?: boolean | string;
    /** Text of a leaf; the value of a declaration. */
    value?: string | CssNode | null;
    unit?: string;
    prelude?: CssNode | null;
    block?: CssNode | null;
    condition?: CssNode | null;
    modifier?: string | null;
    mediaType?: string | null;
    children?: Iterable<CssNode> | null;
  }
  export interface CssFault {
    message: string;
    line: number;
  }
  export default function parse(
    css: string,
    options: { positions: boolean; onParseError: (error: CssFault) => void },
  ): CssNode;
}
