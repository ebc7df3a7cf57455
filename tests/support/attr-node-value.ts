/**
 * The DOM of these tests does not know that the `nodeValue` of an attribute is its value
 * (https://dom.spec.whatwg.org/#dom-node-nodevalue). Every browser does.
 */
Object.defineProperty(Attr.prototype, 'nodeValue', {
  configurable: true,
  get(this: Attr) {
    return this.value;
  },
  set(this: Attr, value: string) {
    this.value = value;
  },
});
