import { Component, type ReactNode } from 'react';
import { Crashed } from './dead-ends';

interface PageBoundaryProps {
  /** The address: at another one there is another page, which may well work. */
  at: string;
  children: ReactNode;
}

/**
 * Keeps a page that throws from taking the way around with it. What was thrown may hold a customer's words, so it is sent
 * nowhere and shown nowhere.
 */
export class PageBoundary extends Component<PageBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError = () => ({ broken: true });

  override componentDidUpdate(before: PageBoundaryProps) {
    if (this.state.broken && before.at !== this.props.at) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken ? <Crashed /> : this.props.children;
  }
}
