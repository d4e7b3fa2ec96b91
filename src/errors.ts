/** An error that is not a bug: one line for people, a stable code for programs, the exit code of the command line. */
export class SoraError extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** The command line asks for something that does not exist. */
export class UsageError extends SoraError {
  constructor(message: string, options?: ErrorOptions) {
    super("SORA_USAGE", 2, message, options);
  }
}

/** A configuration file or environment variable is wrong. */
export class ConfigError extends SoraError {
  constructor(message: string, options?: ErrorOptions) {
    super("SORA_CONFIG", 2, message, options);
  }
}

/** The chosen stages do not fit together. */
export class PlanError extends SoraError {
  constructor(message: string, options?: ErrorOptions) {
    super("SORA_PLAN", 2, message, options);
  }
}

/** The output cannot be written: nothing more can be done. */
export class OutputError extends SoraError {
  constructor(message: string, options?: ErrorOptions) {
    super("SORA_OUTPUT", 1, message, options);
  }
}
