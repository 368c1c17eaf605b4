import { Failure } from '@contract/failure';
import type { Activation } from './transformer-spec';

type Json = Readonly<Record<string, unknown>>;

const MAX_SIZE = 4_194_304;
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu: 'gelu-erf', gelu_python: 'gelu-erf', gelu_new: 'gelu-tanh', gelu_pytorch_tanh: 'gelu-tanh', gelu_python_tanh: 'gelu-tanh', gelu_fast: 'gelu-tanh',
  relu: 'relu', silu: 'silu', swish: 'silu', tanh: 'tanh',
};

/** Checked access to a config.json. Unknown keys are ignored; what the graphs cannot express is refused with its name. */
export class ConfigReader {
  private readonly config: Json;

  /** @throws Failure('model') when it is not a JSON object. */
  constructor(json: string) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(json);
    } catch {
      throw this.refused('it is not valid JSON');
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw this.refused('it is not an object');
    this.config = parsed as Json;
  }

  has(key: string): boolean {
    return this.config[key] !== undefined && this.config[key] !== null;
  }

  /** The key is there and says null. */
  isNull(key: string): boolean {
    return this.config[key] === null;
  }

  text(key: string): string | null {
    if (!this.has(key)) return null;
    const value = this.config[key];
    if (typeof value === 'string') return value;
    throw this.refused(`${key} is not a text`);
  }

  /** The first text of a list; null where there is none. */
  firstOf(key: string): string | null {
    const value = this.config[key];
    const first: unknown = Array.isArray(value) ? value[0] : null;
    return typeof first === 'string' ? first : null;
  }

  /** A count of at least `minimum`; `fallback` where the key is missing. */
  size(key: string, fallback?: number, minimum = 1): number {
    const value = this.has(key) ? this.config[key] : fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= MAX_SIZE) return value;
    throw this.refused(this.has(key) ? `${key} is not a positive whole number` : `it lacks ${key}`);
  }

  epsilon(key: string, fallback: number): number {
    const value = this.has(key) ? this.config[key] : fallback;
    if (typeof value === 'number' && value > 0 && value < 1) return value;
    throw this.refused(`${key} is not a small positive number`);
  }

  /** A finite positive number. */
  positive(key: string, fallback?: number): number {
    const value = this.has(key) ? this.config[key] : fallback;
    if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
    throw this.refused(this.has(key) ? `${key} is not a positive number` : `it lacks ${key}`);
  }

  /** Null where the key is missing. */
  list(key: string): readonly unknown[] | null {
    if (!this.has(key)) return null;
    const value: unknown = this.config[key];
    if (Array.isArray(value)) return value as readonly unknown[];
    throw this.refused(`${key} is not a list`);
  }

  /** A list, or a text with bars between its entries; in small letters. */
  entries(key: string): readonly unknown[] {
    const value = this.config[key];
    if (typeof value !== 'string') return this.list(key) ?? [];
    return value.toLowerCase().split('|').map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  /** Settings inside a setting; null where the key is missing. */
  section(key: string): ConfigReader | null {
    return this.has(key) ? new ConfigReader(JSON.stringify(this.config[key])) : null;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.has(key) ? this.config[key] : fallback;
    if (typeof value === 'boolean') return value;
    throw this.refused(`${key} is neither true nor false`);
  }

  activation(key: string, fallback: string): Activation {
    const name = this.text(key) ?? fallback;
    const activation = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
    if (activation === undefined) throw this.refused(`${key} is ${JSON.stringify(name)}, an activation that is not among ${Object.keys(ACTIVATIONS).join(', ')}`);
    return activation;
  }

  /** Width and number of heads, which must divide it. */
  heads(widthKey: string, headsKey: string): { readonly dim: number; readonly nHeads: number } {
    const dim = this.size(widthKey);
    const nHeads = this.size(headsKey);
    if (dim % nHeads !== 0) throw this.refused(`${widthKey} ${dim} is not a multiple of ${headsKey} ${nHeads}`);
    return { dim, nHeads };
  }

  /** @throws Failure when a key that changes the hidden states is set to anything but null, false or `harmless`. */
  refuseUnless(key: string, harmless: unknown, why: string): void {
    const value = this.config[key];
    if (value !== undefined && value !== null && value !== false && value !== harmless) throw this.refused(`${key} is ${JSON.stringify(value)}: ${why}`);
  }

  /** What no graph here expresses, in whatever architecture. */
  refuseOtherForms(): void {
    if (this.has('quantization_config')) throw this.refused('quantization_config says that the weights are quantised; use those of full precision');
    if (!this.flag('tie_last_hidden_states', true)) throw this.refused('tie_last_hidden_states is false');
    if (this.has('auto_map')) throw this.refused('auto_map names code of its own, which is not run here');
    const positions = this.text('position_embedding_type');
    if (positions !== null && positions !== 'absolute') throw this.refused(`position_embedding_type is ${JSON.stringify(positions)}: relative positions cannot be converted`);
    if (this.flag('add_cross_attention', false)) throw this.refused('add_cross_attention is true: cross attention needs a second text');
    if (this.flag('is_encoder_decoder', false)) throw this.refused('is_encoder_decoder is true');
  }

  refused(reason: string): Failure {
    return new Failure('model', `config.json cannot be used because ${reason}; choose a model of a family that the README names, in the Hugging Face layout.`);
  }
}
