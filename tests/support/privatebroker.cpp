// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/privatebroker.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace {

constexpr int patienceMs = 240'000; // RabbitMQ takes 5 to 20 seconds on an idle machine
/// The one in PATH insists on another user.
const QString rabbitMq = QStringLiteral("/usr/lib/rabbitmq/bin/rabbitmq-server");
const QString activeMq = QStringLiteral("/usr/share/activemq");
const QString xbean = QStringLiteral("/usr/share/java/xbean-spring.jar");

/// One below those that the system gives to clients.
quint16 freePort()
{
    for (;;) {
        const auto port = quint16(QRandomGenerator::global()->bounded(15000, 30000));
        QTcpServer trial;
        if (trial.listen(QHostAddress::LocalHost, port))
            return port;
    }
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    return socket.waitForConnected(1000);
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

bool PrivateBroker::isInstalled(Kind kind)
{
    return kind == Kind::RabbitMq
               ? QFile::exists(rabbitMq)
               : QFile::exists(activeMq) && QFile::exists(xbean) &&
                     !QStandardPaths::findExecutable(QStringLiteral("java")).isEmpty();
}

bool PrivateBroker::isWanted(Kind kind)
{
    return isInstalled(kind) || qEnvironmentVariableIntValue("MADANG_RUN_ALL_TESTS") != 0;
}

PrivateBroker *PrivateBroker::instance(Kind kind)
{
    const auto made = [](Kind which) {
        std::unique_ptr<PrivateBroker> broker(new PrivateBroker(which));
        return broker->make() ? std::move(broker) : nullptr;
    };
    if (kind == Kind::RabbitMq) {
        static const std::unique_ptr<PrivateBroker> rabbit = made(Kind::RabbitMq);
        return rabbit.get();
    }
    static const std::unique_ptr<PrivateBroker> active = made(Kind::ActiveMq);
    return active.get();
}

std::unique_ptr<PrivateBroker> PrivateBroker::inTls(const QString &certificateFile,
                                                    const QString &keyFile)
{
    std::unique_ptr<PrivateBroker> broker(new PrivateBroker(Kind::RabbitMq));
    broker->m_certificateFile = certificateFile;
    broker->m_keyFile = keyFile;
    return broker->make() ? std::move(broker) : nullptr;
}

PrivateBroker::~PrivateBroker()
{
    kill();
    end(m_mapper);
}

bool PrivateBroker::make()
{
    if (!isInstalled(m_kind) || !m_folder.isValid()) {
        qWarning("%s is not installed", m_kind == Kind::RabbitMq ? "RabbitMQ" : "ActiveMQ");
        return false;
    }
    m_port = freePort();
    begin();
    return waitUntilUp();
}

void PrivateBroker::begin()
{
    if (m_kind == Kind::RabbitMq)
        beginRabbitMq();
    else
        beginActiveMq();
}

void PrivateBroker::start(const QString &program, const QStringList &arguments)
{
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setStandardOutputFile(m_folder.filePath(QStringLiteral("said")),
                                   QIODevice::WriteOnly | QIODevice::Append);
    m_server.setWorkingDirectory(m_folder.path());
    // Not left behind by a test that is killed.
    m_server.start(QStringLiteral("setpriv"),
                   QStringList{QStringLiteral("--pdeathsig"), QStringLiteral("KILL"), program} +
                       arguments);
}

QByteArray PrivateBroker::tlsSettings() const
{
    const QByteArray certificate = m_certificateFile.toUtf8();
    return "\nssl_options.cacertfile = " + certificate + "\nssl_options.certfile = " + certificate +
           "\nssl_options.keyfile = " + m_keyFile.toUtf8() + "\nstomp.listeners.tcp = none";
}

void PrivateBroker::beginRabbitMq()
{
    const auto at = [this](const char *name) { return m_folder.filePath(QLatin1String(name)); };
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QStringLiteral("RABBITMQ_")) || name.startsWith(QStringLiteral("ERL_")))
            environment.remove(name);
    }
    if (m_amqpPort == 0) {
        m_amqpPort = freePort();
        m_distributionPort = freePort();
        m_mapperPort = freePort();
        write(at("enabled_plugins"), "[rabbitmq_stomp].\n");
        write(at("rabbitmq.conf"),
              "listeners.tcp.1 = 127.0.0.1:" + QByteArray::number(m_amqpPort) +
                  (m_certificateFile.isEmpty() ? QByteArray("\nstomp.listeners.tcp.1")
                                               : tlsSettings() + "\nstomp.listeners.ssl.1") +
                  " = 127.0.0.1:" + QByteArray::number(m_port) +
                  "\nlog.console = true\nlog.file = false\n");
    }
    for (const auto &[name, value] : std::initializer_list<std::pair<const char *, QString>>{
             {"HOME", m_folder.path()},
             {"RABBITMQ_NODENAME", QStringLiteral("madang%1@localhost").arg(m_port)},
             {"RABBITMQ_DIST_PORT", QString::number(m_distributionPort)},
             {"RABBITMQ_MNESIA_BASE", at("mnesia")},
             {"RABBITMQ_LOG_BASE", at("log")},
             {"RABBITMQ_ENABLED_PLUGINS_FILE", at("enabled_plugins")},
             {"RABBITMQ_CONFIG_FILE", at("rabbitmq.conf")},
             {"RABBITMQ_CONF_ENV_FILE", at("none")},
             {"RABBITMQ_PID_FILE", at("pid")},
             {"RUNNING_UNDER_SYSTEMD", QStringLiteral("true")}, // no shell before the node
             {"ERL_EPMD_PORT", QString::number(m_mapperPort)},
             {"ERL_EPMD_ADDRESS", QStringLiteral("127.0.0.1")}})
        environment.insert(QLatin1String(name), value);
    if (m_mapper.state() == QProcess::NotRunning) {
        m_mapper.setProcessEnvironment(environment);
        m_mapper.start(QStringLiteral("setpriv"),
                       {QStringLiteral("--pdeathsig"), QStringLiteral("KILL"),
                        QStringLiteral("epmd"), QStringLiteral("-port"),
                        QString::number(m_mapperPort)});
        const bool up = QTest::qWaitFor([this] { return answers(m_mapperPort); }, patienceMs);
        if (!up)
            qWarning("Erlang's port mapper did not start");
    }
    m_server.setProcessEnvironment(environment);
    start(rabbitMq, {});
}

void PrivateBroker::beginActiveMq()
{
    const QString settings = m_folder.filePath(QStringLiteral("activemq.xml"));
    write(settings, R"(<beans xmlns="http://www.springframework.org/schema/beans"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.springframework.org/schema/beans
 http://www.springframework.org/schema/beans/spring-beans-2.0.xsd
 http://activemq.apache.org/schema/core http://activemq.apache.org/schema/core/activemq-core.xsd">
 <broker xmlns="http://activemq.apache.org/schema/core" brokerName="madang" useJmx="false"
  dataDirectory=")" + m_folder.path().toUtf8() +
                        R"(/data"><transportConnectors><transportConnector name="stomp"
  uri="stomp://127.0.0.1:)" +
                        QByteArray::number(m_port) + R"("/></transportConnectors></broker></beans>
)");
    QStringList jars{xbean};
    for (const char *folder : {"/lib", "/lib/optional"}) {
        const QDir here(activeMq + QLatin1String(folder));
        for (const QString &jar : here.entryList({QStringLiteral("*.jar")}))
            jars << here.filePath(jar);
    }
    start(QStringLiteral("java"),
          {QStringLiteral("-Xmx256m"), QStringLiteral("-cp"), jars.join(QLatin1Char(':')),
           QStringLiteral("-Dactivemq.home=") + activeMq,
           QStringLiteral("-Dactivemq.base=") + m_folder.path(),
           QStringLiteral("org.apache.activemq.console.Main"), QStringLiteral("start"),
           QStringLiteral("xbean:file:") + settings});
}

bool PrivateBroker::isUp() const
{
    return answers(m_port);
}

bool PrivateBroker::waitUntilUp()
{
    const auto hasEnded = [this] { return m_server.state() == QProcess::NotRunning; };
    if (QTest::qWaitFor([&] { return isUp() || hasEnded(); }, patienceMs) && !hasEnded())
        return true;
    QFile said(m_folder.filePath(QStringLiteral("said")));
    const bool read = said.open(QIODevice::ReadOnly);
    qWarning("the broker did not start: %s", read ? said.readAll().right(2000).constData() : "");
    return false;
}

void PrivateBroker::end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.kill();
    process.waitForFinished(patienceMs);
}

void PrivateBroker::kill()
{
    end(m_server);
}

bool PrivateBroker::stop()
{
    m_server.terminate();
    return m_server.waitForFinished(patienceMs);
}
