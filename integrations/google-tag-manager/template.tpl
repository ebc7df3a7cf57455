___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "Ringlet",
  "categories": [
    "ANALYTICS",
    "ATTRIBUTION"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "Ringlet"
  },
  "description": "Call tracking and callback: shows each visitor a phone number of their own. Before the first use put your server's address under Permissions, Injects scripts.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "origin",
    "displayName": "Address of your Ringlet server",
    "simpleValueType": true,
    "valueHint": "https://calls.example",
    "help": "Without a slash at the end. The same address must be allowed under Permissions, Injects scripts.",
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^https://[^/\\s]+$"
        ],
        "errorMessage": "An address looks like https://calls.example"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "site",
    "displayName": "Key of the site",
    "simpleValueType": true,
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^[0-9a-z]+$"
        ],
        "errorMessage": "The key is made of small letters and digits"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "site",
    "selectItems": [
      {
        "value": "site",
        "displayValue": "What the site says"
      },
      {
        "value": "google",
        "displayValue": "Consent mode: analytics_storage"
      },
      {
        "value": "none",
        "displayValue": "none: nothing is sent"
      },
      {
        "value": "memory",
        "displayValue": "memory: nothing is stored"
      },
      {
        "value": "full",
        "displayValue": "full"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const callInWindow = require('callInWindow');
const createArgumentsQueue = require('createArgumentsQueue');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');

// Keeps what is said before the script has come, as the snippet for pages does.
createArgumentsQueue('ringlet', 'ringlet.q');

// By its name and not by the queue: the script has put its own function there when consent changes later.
const setConsent = (mode) => callInWindow('ringlet', 'consent', mode);
const modeFor = (granted) => granted ? 'full' : 'memory';

if (data.consent === 'google') {
  setConsent(modeFor(isConsentGranted('analytics_storage')));
  addConsentListener('analytics_storage', (type, granted) => setConsent(modeFor(granted)));
} else if (data.consent !== 'site') {
  setConsent(data.consent);
}

injectScript(data.origin + '/r/' + data.site + '.js', data.gtmOnSuccess, data.gtmOnFailure, 'ringlet');


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ringlet"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ringlet.q"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://calls.example/r/*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios: []


___NOTES___

How to use it: docs/install.md of the repository.
