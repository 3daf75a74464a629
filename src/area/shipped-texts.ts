import type { Language } from '../text/language.ts';
import type { TemplateKind, TemplateTexts } from './template-texts.ts';

/** The texts of the mails that ship, in every language. */
export const shippedTexts: Readonly<Record<TemplateKind, Readonly<Record<Language, TemplateTexts>>>> = {
  received: {
    en: {
      subject: '{{ ticket.subject }}',
      body: `Dear {{ requester.name | default: "Sir or Madam" }},

thank you for your message. We have opened a ticket for it and will get back to you.

Ticket: {{ ticket.number }}
Subject: {{ ticket.subject }}

Please keep the number in the subject when you write to us about it.

Your {{ area.name }}
`,
    },
    de: {
      subject: '{{ ticket.subject }}',
      body: `Guten Tag{% if requester.name != "" %} {{ requester.name }}{% endif %},

vielen Dank für Ihre Nachricht. Wir haben dazu ein Ticket eröffnet und melden uns bei Ihnen.

Ticket: {{ ticket.number }}
Betreff: {{ ticket.subject }}

Bitte lassen Sie die Nummer im Betreff stehen, wenn Sie uns dazu schreiben.

Ihr {{ area.name }}
`,
    },
  },
  interim: {
    en: {
      subject: '{{ ticket.subject }}',
      body: `Dear {{ requester.name | default: "Sir or Madam" }},

we are working on your ticket {{ ticket.number }}.{% if actions.size > 0 %} This is what was done so far, newest first.{% endif %}

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}{% if timeSpent != "" %}Time spent: {{ timeSpent }} h

{% endif %}Please keep the number in the subject when you write to us about it.

Your {{ area.name }}
`,
    },
    de: {
      subject: '{{ ticket.subject }}',
      body: `Guten Tag{% if requester.name != "" %} {{ requester.name }}{% endif %},

wir arbeiten an Ihrem Ticket {{ ticket.number }}.{% if actions.size > 0 %} Das wurde bisher getan, das Neueste zuerst.{% endif %}

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}{% if timeSpent != "" %}Geleistete Zeit: {{ timeSpent }} h

{% endif %}Bitte lassen Sie die Nummer im Betreff stehen, wenn Sie uns dazu schreiben.

Ihr {{ area.name }}
`,
    },
  },
  closing: {
    en: {
      subject: 'Closed: {{ ticket.subject }}',
      body: `Dear {{ requester.name | default: "Sir or Madam" }},

we have closed your ticket {{ ticket.number }}. This is what was done, newest first.

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}Your request:
{{ ticket.description }}
{% if timeSpent != "" %}
Time spent: {{ timeSpent }} h
{% endif %}
Your {{ area.name }}
`,
    },
    de: {
      subject: 'Geschlossen: {{ ticket.subject }}',
      body: `Guten Tag{% if requester.name != "" %} {{ requester.name }}{% endif %},

wir haben Ihr Ticket {{ ticket.number }} geschlossen. Das wurde getan, das Neueste zuerst.

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}Ihre Anfrage:
{{ ticket.description }}
{% if timeSpent != "" %}
Geleistete Zeit: {{ timeSpent }} h
{% endif %}
Ihr {{ area.name }}
`,
    },
  },
  assigned: {
    en: {
      subject: 'Ticket handed over: {{ ticket.subject }}',
      body: `{{ actor.name }} has handed ticket {{ ticket.number }} over from {{ previous.name }} to {{ responsible.name }}.

{% if comment != "" %}{{ comment }}

{% endif %}Status: {{ ticket.status }}
{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
    de: {
      subject: 'Ticket übergeben: {{ ticket.subject }}',
      body: `{{ actor.name }} hat das Ticket {{ ticket.number }} von {{ previous.name }} an {{ responsible.name }} übergeben.

{% if comment != "" %}{{ comment }}

{% endif %}Status: {{ ticket.status }}
{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
  },
  portal_ticket: {
    en: {
      subject: 'New ticket from the portal: {{ ticket.subject }}',
      body: `{{ requester.name }} has opened ticket {{ ticket.number }} in {{ area.name }}. Responsible: {{ responsible.name }}.

{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
    de: {
      subject: 'Neues Ticket aus dem Portal: {{ ticket.subject }}',
      body: `{{ requester.name }} hat im Bereich {{ area.name }} das Ticket {{ ticket.number }} eröffnet. Zuständig: {{ responsible.name }}.

{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
  },
  portal_addition: {
    en: {
      subject: 'New information: {{ ticket.subject }}',
      body: `{{ requester.name }} has added to ticket {{ ticket.number }}:

{% if addition.text != "" %}{{ addition.text }}

{% endif %}{% for document in documents %}{{ document.name }} ({{ document.size }})
{% if forloop.last %}
{% endif %}{% endfor %}{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
    de: {
      subject: 'Neue Angaben: {{ ticket.subject }}',
      body: `{{ requester.name }} hat das Ticket {{ ticket.number }} ergänzt:

{% if addition.text != "" %}{{ addition.text }}

{% endif %}{% for document in documents %}{{ document.name }} ({{ document.size }})
{% if forloop.last %}
{% endif %}{% endfor %}{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}`,
    },
  },
  bulk: {
    en: {
      subject: '{{ ticket.subject }}',
      body: `Dear {{ requester.name | default: "Sir or Madam" }},

there is news about your ticket {{ ticket.number }}.

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}Please keep the number in the subject when you write to us about it.

Your {{ area.name }}
`,
    },
    de: {
      subject: '{{ ticket.subject }}',
      body: `Guten Tag{% if requester.name != "" %} {{ requester.name }}{% endif %},

zu Ihrem Ticket {{ ticket.number }} gibt es Neues.

{% for action in actions %}{{ action.at }} – {{ action.shortDescription }}{% if action.timeSpent != "" %} ({{ action.timeSpent }} h){% endif %}
{{ action.description }}

{% endfor %}Bitte lassen Sie die Nummer im Betreff stehen, wenn Sie uns dazu schreiben.

Ihr {{ area.name }}
`,
    },
  },
  // Who may not read the ticket gets this one with everything empty but the number and the name of the colleague.
  concerned: {
    en: {
      subject:
        '{% if ticket.subject == "" %}This concerns you{% else %}This concerns you: {{ ticket.subject }}{% endif %}',
      body: `{{ actor.name }} has named you in an action on ticket {{ ticket.number }}.
{% if addition.text == "" %}
You may not read this ticket; ask {{ actor.name }} what it is about.
{% else %}
{{ addition.text }}

{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}{% endif %}`,
    },
    de: {
      subject:
        '{% if ticket.subject == "" %}Das betrifft Sie{% else %}Das betrifft Sie: {{ ticket.subject }}{% endif %}',
      body: `{{ actor.name }} hat Sie in einer Aktion zum Ticket {{ ticket.number }} genannt.
{% if addition.text == "" %}
Sie dürfen dieses Ticket nicht lesen; fragen Sie {{ actor.name }}, worum es geht.
{% else %}
{{ addition.text }}

{% if ticket.link != "" %}{{ ticket.link }}
{% endif %}{% endif %}`,
    },
  },
};
