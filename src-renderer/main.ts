import '@fontsource-variable/hanken-grotesk/wght.css';
import '@fontsource-variable/literata/standard.css';
import '@fontsource-variable/literata/standard-italic.css';
import './tokens.css';
import './base.css';
import './contrast.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no #app.');

export const app = mount(App, { target });
