// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/inquiry.h"

#include <QPointer>

namespace Ui {

Stomp::StompSubscription *inquire(Stomp::StompClient &client, QObject *context,
                                  const QByteArray &destination, Stomp::Headers headers,
                                  const std::function<void(const QByteArray &body)> &replied,
                                  const std::function<void(const QString &why)> &refused)
{
    static quint64 asked = 0; // of the UI thread
    const QByteArray receipt = "question-" + QByteArray::number(++asked);
    headers.append(QByteArrayLiteral("receipt"), receipt);
    Stomp::StompSubscription *question = client.subscribe(destination, headers);
    const auto end = [question] {
        question->disconnect();
        question->deleteLater(); // it may be what tells us this
    };
    using Received = Stomp::ClientEvent::MessageReceived;
    QObject::connect(question, &Stomp::StompSubscription::received, context,
                     [end, replied](const Received &message) {
                         end();
                         replied(message.body);
                     });
    QObject::connect(&client, &Stomp::StompClient::refused, question,
                     [end, receipt, refused, there = QPointer(context)](const QByteArray &which,
                                                                        const QString &why) {
                         if (which != receipt)
                             return;
                         end();
                         if (there)
                             refused(why);
                     });
    QObject::connect(context, &QObject::destroyed, question, &QObject::deleteLater);
    return question;
}

} // namespace Ui
