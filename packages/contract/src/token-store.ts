/** Where tokens that a system replaces now and then are kept, encrypted, over restarts. Every method rejects with a Failure. */
export interface TokenStore {
  /** The token of this name as it is on disk now; undefined when there is none. */
  get(name: string): Promise<string | undefined>;
  /** Resolves when the token is on disk, in place of the one before. */
  replace(name: string, token: string): Promise<void>;
  /** Runs work while no other process and no other call does so for this name: reading a token, using it up, replacing it. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/** How a person lets a system's connector in by a browser (OAuth 2, authorization code with PKCE). */
export interface AuthorizationFlow {
  /** The address that the person opens; the system sends the browser on to `redirectUri` with a code and the state. */
  address(asked: { readonly redirectUri: string; readonly state: string }): string;
  /** Exchanges the code, and keeps the tokens in the settings' token store; rejects with a Failure. */
  complete(answer: { readonly redirectUri: string; readonly code: string }): Promise<void>;
}
