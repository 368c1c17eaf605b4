// Every request of the page, under the name of the page's function. A new channel is a row here and a handler, which the compiler asks for.
import { aboutChannels } from './channels/about';
import { appChannels } from './channels/app';
import type { ChannelAnswer, ChannelRequest } from './channels/channel';
import { exportChannels } from './channels/exports';
import { inferenceChannels } from './channels/inference';
import { lessonChannels } from './channels/lessons';
import { modelChannels } from './channels/models';
import { serverChannels } from './channels/servers';
import { sessionChannels } from './channels/sessions';
import { setChannels } from './channels/sets';
import { textChannels } from './channels/texts';
import type { FailureEnvelope } from './failure';

export const channels = {
  ...appChannels, ...aboutChannels, ...modelChannels, ...setChannels, ...textChannels, ...inferenceChannels, ...exportChannels, ...lessonChannels, ...sessionChannels, ...serverChannels,
};

export type Channels = typeof channels;
export type ChannelName = keyof Channels;

type ByWire = { [N in ChannelName as Channels[N]['wire']]: Channels[N] };

/** A channel's name between the processes. */
export type Channel = keyof ByWire;
export type Request<C extends Channel> = ChannelRequest<ByWire[C]>;
export type Response<C extends Channel> = ChannelAnswer<ByWire[C]>;

/** What the main side answers on every channel; on large ones, once the page has its road, the value is a `Load`. */
export type Envelope<Answer> = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly error: FailureEnvelope };
